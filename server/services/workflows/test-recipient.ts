import { isToPhone } from "@/server/domain/workflows/message-state";
import type { TestSendInput } from "@/server/domain/workflows/test-send-input";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";
import { type Reach, type Refuse, requireCountry, requireVerified } from "./resolve-recipients";
import type { WorkflowSurroundings } from "./workflow-surroundings";

/**
 * Where a test goes: to the verified number or address that was chosen, else to the organizer's own.
 * @throws ServiceError BAD_REQUEST for what isn't theirs, isn't verified or can't be reached.
 */
export function recipientOfTest(
  { step, recipientId = null }: TestSendInput,
  { recipients, example }: WorkflowSurroundings,
  reach: Reach,
): string {
  const { channel } = actionRoutes[step.action];
  const refuse: Refuse = (field, reason, message) =>
    new ServiceError("BAD_REQUEST", `${field} ${message}`, { field, reason });
  if (channel === "whatsapp" && !reach.sendsWhatsApp) {
    const message = "needs a WhatsApp sender: whoever runs Punctual has to set TWILIO_WHATSAPP_FROM.";
    throw refuse("step.action", "no_whatsapp_sender", message);
  }
  if (recipientId === null && channel === "email") return example.host.email;
  const own = recipientId ?? recipients.find(({ isOwn }) => isOwn)?.id ?? null;
  if (own === null) {
    throw refuse(
      "recipientId",
      "no_host_phone",
      "must be a number of yours: verify your own in your settings.",
    );
  }
  const kind = isToPhone(channel) ? "phone" : "email";
  const { value } = requireVerified(recipients, own, kind, (_, reason, message) =>
    refuse("recipientId", reason, message),
  );
  if (channel === "sms") requireCountry(value, "recipientId", reach, refuse);
  return value;
}
