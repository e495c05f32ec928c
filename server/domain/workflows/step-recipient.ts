import { isCountryAllowed } from "@/server/domain/phone/phone-country";
import { isToPhone, type MessageReason } from "./message-state";
import { actionRoutes, type WorkflowStep } from "./workflow";

type Reach = { email: string | null; phoneNumber: string | null };
type Parties = { host: Reach; attendee: Reach };

/** Whether an action ends at the phone of the attendee. */
export function isToPhoneOfAttendee(action: WorkflowStep["action"]): boolean {
  const { channel, to } = actionRoutes[action];
  return to === "attendee" && isToPhone(channel);
}

/** The number or address that a step of a booking writes to; empty where there is none. */
export function recipientOf({ host, attendee }: Parties, { action, sendTo }: WorkflowStep): string {
  const { channel, to } = actionRoutes[action];
  if (to === "fixed" || to === "receiver") return sendTo ?? "";
  const person = to === "host" ? host : attendee;
  return (isToPhone(channel) ? person.phoneNumber : person.email) ?? "";
}

/** Why a step can't reach its recipient, or null when it can. */
export function unreachable(
  { action }: WorkflowStep,
  recipient: string,
  smsCountries: readonly string[] | null,
): MessageReason | null {
  const { channel, to } = actionRoutes[action];
  if (recipient === "" && to === "fixed") return "not_verified";
  if (recipient === "" && to === "host") return "no_host_phone";
  if (recipient === "") return isToPhone(channel) ? "no_phone" : "no_email";
  return channel === "sms" && !isCountryAllowed(recipient, smsCountries) ? "country_not_allowed" : null;
}
