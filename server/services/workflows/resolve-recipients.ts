import type { RecipientRow } from "@/db/queries/recipient-queries";
import { isCountryAllowed } from "@/server/domain/phone/phone-country";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { actionRoutes, type Workflow, type WorkflowStep } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";
import type { Installation } from "@/server/services/service-context";
import type { WorkflowSurroundings } from "./workflow-surroundings";

export type Reach = Pick<Installation, "smsCountries" | "sendsWhatsApp">;
export type Refuse = (part: string, reason: string, message: string) => ServiceError;

/**
 * A workflow with the number or address that each step writes to, beside attendees.
 * @throws ServiceError BAD_REQUEST that names the step and the field of what is unknown, not verified or out of
 * reach.
 */
export function resolveRecipients(workflow: Workflow, around: WorkflowSurroundings, reach: Reach): Workflow {
  const steps = workflow.steps.map((step, index) => resolveStep(step, index, around, reach));
  return { ...workflow, steps };
}

function resolveStep(
  step: WorkflowStep,
  index: number,
  { recipients }: WorkflowSurroundings,
  reach: Reach,
): WorkflowStep {
  const { channel, to } = actionRoutes[step.action];
  const refuse: Refuse = (part, reason, message) => {
    const field = `steps.${index}.${part}`;
    return new ServiceError("BAD_REQUEST", `${field} ${message}`, { field, reason });
  };
  if (channel === "whatsapp" && !reach.sendsWhatsApp) {
    const message = "needs a WhatsApp sender: whoever runs Punctual has to set TWILIO_WHATSAPP_FROM.";
    throw refuse("action", "no_whatsapp_sender", message);
  }
  if (to === "host" && isToPhone(channel)) {
    const own = recipients.find(({ isOwn }) => isOwn);
    if (!own) throw refuse("action", "no_host_phone", "needs your own number: verify it in your settings.");
    requireCountry(own.value, "action", reach, refuse);
  }
  if (to !== "fixed") return step;
  const kind = channel === "email" ? "email" : "phone";
  const found = requireVerified(recipients, step.verifiedRecipientId, kind, refuse);
  if (channel === "sms") requireCountry(found.value, "verifiedRecipientId", reach, refuse);
  return { ...step, sendTo: found.value };
}

/**
 * A number or address of the organizer's, which is verified.
 * @throws ServiceError as `refuse` makes it.
 */
export function requireVerified(
  recipients: RecipientRow[],
  id: number | null,
  kind: RecipientRow["kind"],
  refuse: Refuse,
): RecipientRow {
  const found = recipients.find((recipient) => recipient.id === id && recipient.kind === kind);
  const noun = kind === "email" ? "address" : "number";
  if (!found) {
    throw refuse(
      "verifiedRecipientId",
      "recipient_not_found",
      `is none of your ${noun}s; add it in your settings.`,
    );
  }
  if (found.verifiedAt === null) {
    const message = `is not verified yet; enter the code that was sent to the ${noun} in your settings.`;
    throw refuse("verifiedRecipientId", "recipient_not_verified", message);
  }
  return found;
}

/** @throws ServiceError as `refuse` makes it for a number in a country that texts don't go to. */
export function requireCountry(value: string, part: string, { smsCountries }: Reach, refuse: Refuse): void {
  if (isCountryAllowed(value, smsCountries)) return;
  const message = `is in a country that texts don't go to here; allowed are ${smsCountries?.join(", ")}.`;
  throw refuse(part, "country_not_allowed", message);
}
