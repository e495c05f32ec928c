import { type NormalizedPhone, normalizePhone } from "@/server/domain/phone/normalize-phone";
import type { CreateBookingInput } from "./create-booking-input";

type PhoneSpellings = Pick<CreateBookingInput, "attendee" | "smsReminderNumber" | "responses" | "location">;

export type AttendeePhone =
  | { kind: "given"; e164: string }
  | { kind: "absent" }
  | { kind: "refused"; field: string; reason: Extract<NormalizedPhone, { ok: false }>["reason"] };

const responseKeys = ["attendeePhoneNumber", "smsReminderNumber", "phone"];

/**
 * The attendee's number, wherever in the request it stands: the attendee, `smsReminderNumber`, an answer to a
 * booking question, or a phone location; the first of these that is given counts.
 */
export function attendeePhone(input: PhoneSpellings): AttendeePhone {
  for (const [field, spelling] of spellings(input)) {
    if (typeof spelling !== "string" || spelling.trim() === "") continue;
    const normalized = normalizePhone(spelling);
    return normalized.ok
      ? { kind: "given", e164: normalized.e164 }
      : { kind: "refused", field, reason: normalized.reason };
  }
  return { kind: "absent" };
}

function* spellings(input: PhoneSpellings): Generator<[field: string, spelling: unknown]> {
  yield ["attendee.phoneNumber", input.attendee.phoneNumber];
  yield ["smsReminderNumber", input.smsReminderNumber];
  for (const key of responseKeys) {
    const response = input.responses[key];
    yield [`responses.${key}`, isOptionValue(response) ? response.optionValue : response];
  }
  const location = input.responses.location;
  if (isOptionValue(location) && location.value === "phone") {
    yield ["responses.location", location.optionValue];
  }
  if (typeof input.location === "string") {
    if (normalizePhone(input.location).ok) yield ["location", input.location];
  } else if (input.location?.type === "attendeePhone") {
    yield ["location.phone", input.location.phone];
  }
}

function isOptionValue(value: unknown): value is { value?: unknown; optionValue: unknown } {
  return typeof value === "object" && value !== null && "optionValue" in value;
}
