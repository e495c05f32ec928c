import type { eventTypes } from "@/db/schema/event-types";
import type { CreateBookingInput } from "@/server/domain/bookings/create-booking-input";
import { bookingRequiresPhone } from "@/server/domain/workflows/plan-messages";
import type { Workflow } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";
import { phoneInRequest } from "./phone-in-request";

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
  const phoneNumber = phoneInRequest(input);
  const { name, email = null, timeZone, language } = input.attendee;
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
