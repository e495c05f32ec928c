import type { ApiVersion } from "../api-version";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";

const notThere = (message: string) =>
  message.replace(
    /^Booking with \w+=(.*) was not found in the database$/,
    "Booking with UID=$1 does not exist.",
  );

/** The versions in which bookings have their older shape. */
export const olderBookingVersions: readonly ApiVersion[] = ["2024-04-15", "2024-06-11", "2024-06-14"];

/** How the older operations on bookings say what the verbs behind them say. */
export const olderBookingWords: ErrorWords = {
  fields: {
    "eventType.id": "eventTypeId",
    startsAt: "start",
    occurrencesAt: "start",
    lengthMinutes: "end",
    lengthInMinutes: "end",
    attendee: "responses",
    "attendee.timeZone": "timeZone",
    "attendee.language": "language",
    "attendee.phoneNumber": "responses.attendeePhoneNumber",
    guests: "responses.guests",
    notes: "responses.notes",
    location: "responses.location",
    reservationUid: "reservedSlotUid",
    seatUid: "seatReferenceUid",
    host: "noShowHost",
    rescheduledByEmail: "rescheduledBy",
    reschedulingReason: "responses.rescheduleReason",
    idempotencyKey: "Idempotency-Key",
  },
  messages: {
    ...bookingWords.messages,
    slot_taken: "no_available_users_found_error",
    phone_required:
      'Missing attendee phone number - it is required by the event type. Pass it as "responses.attendeePhoneNumber" string in the request.',
    booking_not_found: notThere,
  },
};

/** The same where the body names the booking that is to be moved. */
export const olderCreateWords: ErrorWords = {
  ...olderBookingWords,
  fields: { ...olderBookingWords.fields, uid: "rescheduleUid" },
};

/** The same where a seat may stand for its booking. */
export const olderSeatWords: ErrorWords = {
  fields: { ...olderBookingWords.fields, seatUid: "uid" },
  messages: { ...olderBookingWords.messages, seat_not_found: notThere },
};
