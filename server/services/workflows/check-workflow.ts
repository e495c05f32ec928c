import { stopWordOffered } from "@/server/domain/replies/stop-word-offered";
import { answerVariable, bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import { unknownVariables } from "@/server/domain/templates/unknown-variables";
import { isToPhone } from "@/server/domain/workflows/message-state";
import type { WorkflowInPlace } from "@/server/domain/workflows/propose-change";
import { whyNeverFires } from "@/server/domain/workflows/why-never-fires";
import { actionRoutes, type Workflow, type WorkflowStep } from "@/server/domain/workflows/workflow";
import { longestSmsCharacters } from "@/server/domain/workflows/workflow-input";
import { ServiceError } from "@/server/platform/service-error";
import type { WorkflowSurroundings } from "./workflow-surroundings";

/** Something that is allowed and still hardly meant. */
export type WorkflowWarning = {
  field: string;
  reason: "unknown_variable" | "switched_off" | "never_fires" | "asks_for_stop_word";
  message: string;
  /** For an unknown variable the known name that is spelled most like it. */
  suggestion: string | null;
};

/**
 * Refuses a workflow whose texts refer to what there isn't, or could not be sent for a booking that has everything.
 * @throws ServiceError BAD_REQUEST that names the step and the field.
 */
export function requireSendable(workflow: Workflow, around: WorkflowSurroundings, publicUrl: string): void {
  for (const [index, step] of workflow.steps.entries()) {
    if (actionRoutes[step.action].channel === "webhook") continue;
    const values = bookingReader(around.example, actionRoutes[step.action].to, publicUrl);
    const [unknown] = unknownIn(step, index, knownTo(workflow, around));
    if (unknown) {
      const { field, reason, message, suggestion } = unknown;
      throw new ServiceError("BAD_REQUEST", `${field}: ${message}`, { field, reason, data: { suggestion } });
    }
    requireRendered(step, values, `steps.${index}`);
    const mail = mailOf(step);
    if (mail) {
      const words = { body: mail.body ?? step.body, subject: mail.subject };
      requireRendered({ ...words, action: "email_attendee" }, values, `steps.${index}.fallback`);
    }
  }
}

/**
 * Refuses a step whose texts come out empty or too long with these values.
 * @throws ServiceError BAD_REQUEST that names the part of the step at `field`.
 */
export function requireRendered(
  step: Pick<WorkflowStep, "action" | "body" | "subject">,
  values: ReturnType<typeof bookingReader>,
  field: string,
): void {
  const refuse = (part: string, reason: string, message: string) =>
    new ServiceError("BAD_REQUEST", `${field}.${part} ${message}`, { field: `${field}.${part}`, reason });
  const body = renderTemplate(step.body, values);
  if (body === "") {
    throw refuse("body", "body_empty", "comes out empty: none of its variables has a value.");
  }
  if (isToPhone(actionRoutes[step.action].channel) && body.length > longestSmsCharacters) {
    const message = `comes out ${body.length} characters long; a text takes ${longestSmsCharacters} at most.`;
    throw refuse("body", "body_too_long", message);
  }
  if (step.subject !== null && renderTemplate(step.subject, values) === "") {
    throw refuse("subject", "subject_empty", "comes out empty: none of its variables has a value.");
  }
}

/** What the organizer should know about a workflow although it can be saved. */
export function workflowWarnings(
  { workflow, activeOn }: WorkflowInPlace,
  around: WorkflowSurroundings,
): WorkflowWarning[] {
  const warnings = workflow.steps.flatMap((step, index) => [
    ...unknownIn(step, index, knownTo(workflow, around)),
    ...stopWordsIn(step, index),
  ]);
  if (activeOn.kind === "off") {
    const message = "is off: it sends something only for bookings that ask for this workflow by its id.";
    return [...warnings, warning("activeOn", "switched_off", `The workflow ${message}`)];
  }
  const never = whyNeverFires({ workflow, activeOn }, around.eventTypes);
  return never ? [...warnings, warning(never.field, "never_fires", never.message)] : warnings;
}

/** The variables of a workflow: those of all, and the answers that its conditions ask about. */
function knownTo({ conditions }: Workflow, { variables }: WorkflowSurroundings): ReadonlySet<string> {
  const asked = conditions.flatMap((condition) =>
    "question" in condition ? [answerVariable(condition.question)] : [],
  );
  return new Set([...variables, ...asked]);
}

function unknownIn(step: WorkflowStep, index: number, known: ReadonlySet<string>): WorkflowWarning[] {
  const templates = {
    subject: step.subject,
    body: step.body,
    "fallback.subject": mailOf(step)?.subject,
    "fallback.body": mailOf(step)?.body,
  };
  return Object.entries(templates).flatMap(([part, template]) =>
    unknownVariables(template ?? "", known).map(({ name, nearest }) => ({
      field: `steps.${index}.${part}`,
      reason: "unknown_variable" as const,
      message: `{${name}} stands for nothing.${nearest ? ` Did you mean {${nearest}}?` : ""}`,
      suggestion: nearest,
    })),
  );
}

/** The mail that follows a step's texts that don't arrive, where it has words of its own. */
function mailOf({ fallback }: WorkflowStep) {
  return fallback?.kind === "email" ? fallback : null;
}

function stopWordsIn({ action, body }: WorkflowStep, index: number): WorkflowWarning[] {
  const word = isToPhone(actionRoutes[action].channel) ? stopWordOffered(body) : null;
  if (word === null) return [];
  const message = `Whoever replies “${word}” gets no more texts from you at all: carriers take it for STOP. Offer X to cancel instead, or a link.`;
  return [warning(`steps.${index}.body`, "asks_for_stop_word", message)];
}

function warning(field: string, reason: WorkflowWarning["reason"], message: string): WorkflowWarning {
  return { field, reason, message, suggestion: null };
}
