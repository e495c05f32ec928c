import { readyTexts } from "@/server/domain/templates/ready-texts";
import { textOfHtml } from "@/server/domain/templates/text-of-html";
import {
  actionRoutes,
  isTimed,
  offsetUnits,
  type StepAction,
  workflowTriggers,
} from "@/server/domain/workflows/workflow";
import type { AppCaller } from "@/server/routers/app-router";
import { RestError } from "../rest-error";
import type { CreateWorkflowBody, StepBody, TriggerBody, UpdateWorkflowBody } from "./workflow-body-schemas";
import { recipientOf, templateKeys } from "./workflow-data";
import { triggerNames, unitNames, unservedTriggers } from "./workflow-words";

type Workflow = Awaited<ReturnType<AppCaller["workflow"]["get"]>>;
type Creation = Parameters<AppCaller["workflow"]["create"]>[0];
type Update = Parameters<AppCaller["workflow"]["update"]>[0];
type Step = Creation["steps"][number];

/**
 * What a body that makes a workflow asks of the procedure.
 * @throws RestError 400 for a trigger or an action that isn't served, or a step without a text.
 */
export function createWorkflowCall(body: CreateWorkflowBody, idempotencyKey: string | undefined): Creation {
  const { name, conditions, quietHours, lateBooking } = body;
  return {
    ...{ name, conditions, quietHours, lateBooking, idempotencyKey },
    ...triggerOf(body.trigger, null),
    steps: stepsOf(body.steps, null),
    activeOn: activeOnOf(body.activation ?? {}),
  };
}

/**
 * The workflow with what a body names in place of what it says so far.
 * @throws RestError as `createWorkflowCall`.
 */
export function updateWorkflowCall(body: UpdateWorkflowBody, current: Workflow): Update {
  const { id, version, name, conditions, quietHours, lateBooking, trigger, timings, steps } = current;
  return {
    ...{ id, version, name: body.name ?? name },
    conditions: body.conditions ?? conditions,
    quietHours: body.quietHours === undefined ? quietHours : body.quietHours,
    lateBooking: body.lateBooking ?? lateBooking,
    ...(body.trigger ? triggerOf(body.trigger, current) : { trigger, timings }),
    steps: body.steps ? stepsOf(body.steps, current) : steps.map(kept),
    activeOn: body.activation && activeOnOf(body.activation),
  };
}

/** Where a body switches a workflow on. */
export function activeOnOf(
  activation: NonNullable<UpdateWorkflowBody["activation"]>,
): NonNullable<Creation["activeOn"]> {
  const { isActiveOnAllEventTypes, activeOnEventTypeIds: eventTypeIds = [] } = activation;
  if (isActiveOnAllEventTypes) return { kind: "all" };
  return eventTypeIds.length > 0 ? { kind: "event_types", eventTypeIds } : { kind: "off" };
}

function triggerOf(
  { type, offset, moments }: TriggerBody,
  current: Workflow | null,
): Pick<Creation, "trigger" | "timings"> {
  const trigger = workflowTriggers.find((each) => triggerNames[each] === type);
  if (trigger === undefined) throw refused("trigger.type", `${type} ${unservedTriggers[type]}`);
  if (moments) return { trigger, timings: moments };
  if (!offset || !isTimed(trigger)) return { trigger, timings: [] };
  const unit = offsetUnits.find((each) => unitNames[each] === offset.unit) ?? "minutes";
  // The moment that is there is put off, so that what it owes is moved and not owed anew.
  const [before] = current?.trigger === trigger ? current.timings : [];
  const key = before?.kind === "elapsed" ? before.key : undefined;
  return { trigger, timings: [{ kind: "elapsed", amount: offset.value, unit, key }] };
}

function stepsOf(steps: readonly StepBody[], current: Workflow | null): Step[] {
  const numbered = steps.map((step, index) => ({ step, index, number: step.stepNumber ?? index + 1 }));
  return numbered
    .toSorted((a, b) => a.number - b.number)
    .map(({ step, index }) => {
      const before = current?.steps.find(({ id }) => id === step.id);
      return stepOf(step, before ?? null, `steps.${index}`);
    });
}

function stepOf(body: StepBody, before: Workflow["steps"][number] | null, at: string): Step {
  const { action, stepNumber: _, recipient, template, sender: __, message, ...step } = body;
  const { verifiedEmailId, verifiedPhoneId, verifiedRecipientId, ...plain } = step;
  if (action === "cal_ai_phone_call")
    throw refused(`${at}.action`, "is not served: calls are not made here.");
  const expected = recipientOf(action);
  if (recipient !== undefined && recipient !== expected) {
    throw refused(`${at}.recipient`, `must be ${expected} for ${action}.`);
  }
  const isSame = before?.action === action;
  const recipientId = verifiedRecipientId ?? (expected === "email" ? verifiedEmailId : verifiedPhoneId);
  return {
    ...(isSame && kept(before)),
    ...plain,
    action,
    ...textOf({ action, template, message }, isSame ? before : null, at),
    verifiedRecipientId: recipientId ?? (isSame ? before.verifiedRecipientId : undefined),
  };
}

/** The text of a step: what the body says, else what it says so far, else a ready-made one. */
function textOf(
  { action, template, message }: Pick<StepBody, "template" | "message"> & { action: StepAction },
  before: Workflow["steps"][number] | null,
  at: string,
): Pick<Step, "body" | "subject"> {
  const { channel } = actionRoutes[action];
  if (channel === "webhook") return { body: "" };
  const isMail = channel === "email";
  const key = template && templateKeys[template];
  const ready = readyTexts.find((each) => each.key === key);
  const body =
    message?.text ?? (message?.html && textOfHtml(message.html)) ?? before?.body ?? ready?.bodies[channel];
  const subject = message?.subject ?? before?.subject ?? ready?.subject;
  if (!body)
    throw refused(`${at}.message`, `is required: give the text${isMail ? " or html, with a subject" : ""}.`);
  return { body, subject: isMail ? subject : undefined };
}

/** A step as it is, in the form that an edit takes. */
function kept({ stepNumber: _, sendTo: __, ...step }: Workflow["steps"][number]): Step {
  return step;
}

function refused(field: string, message: string): RestError {
  const reason = "option_not_served";
  return new RestError(400, message.startsWith(field) ? message : `${field} ${message}`, { field, reason });
}
