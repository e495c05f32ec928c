import type { eventTypes } from "@/db/schema/event-types";
import { attendeePhone } from "@/server/domain/bookings/attendee-phone";
import type { CreateBookingInput } from "@/server/domain/bookings/create-booking-input";
import { bookingRequiresPhone } from "@/server/domain/workflows/plan-messages";
import type { Workflow } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";

export type ResolvedAttendee = {
  name: string;
  email: string | null;
  phoneNumber: string | null;
  timeZone: string;
  language: string;
};

/**
 * The attendee with the number in E.164, wherever in the request it stood.
 * @throws ServiceError BAD_REQUEST when the number is impossible, is missing though the event type or a step
 * needs it, or when there is neither a number nor an address.
 */
export function resolveAttendee(
  input: CreateBookingInput,
  eventType: Pick<typeof eventTypes.$inferSelect, "phoneRequired" | "confirmation">,
  workflows: Workflow[],
): ResolvedAttendee {
  const phone = attendeePhone(input);
  if (phone.kind === "refused") throw phoneRefused(phone.field, phone.reason);
  const { name, email = null, timeZone, language } = input.attendee;
  const phoneNumber = phone.kind === "given" ? phone.e164 : null;
  const isRequired =
    eventType.phoneRequired || bookingRequiresPhone(eventType.confirmation !== "none", workflows);
  if (phoneNumber === null && isRequired) {
    throw new ServiceError(
      "BAD_REQUEST",
      'Missing attendee phone number - it is required by the event type. Pass it as "attendee.phoneNumber" string in the request.',
      { field: "attendee.phoneNumber", reason: "phone_required" },
    );
  }
  if (email === null && phoneNumber === null) {
    throw new ServiceError(
      "BAD_REQUEST",
      "Attendee must have at least one contact method (email or phone number)",
      { field: "attendee", reason: "attendee_unreachable" },
    );
  }
  return { name, email, phoneNumber, timeZone, language };
}

function phoneRefused(field: string, reason: "no_country_code" | "not_possible"): ServiceError {
  const message =
    reason === "no_country_code"
      ? `${field} has no country code. Write it with + and the country code, such as +14155552671.`
      : `${field} is not a possible phone number. Write it with + and the country code, such as +14155552671.`;
  return new ServiceError("BAD_REQUEST", message, { field, reason: `phone_${reason}` });
}
