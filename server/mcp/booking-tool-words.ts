import type { ErrorWords } from "@/server/rest/rest-error-of";

/** How the tools on bookings say what the verbs behind them say: by their own arguments' names. */
export const bookingToolWords: ErrorWords = {
  fields: {
    uid: "bookingUid",
    startsAt: "start",
    "eventType.id": "eventTypeId",
    "eventType.slug": "eventTypeSlug",
    "eventType.username": "username",
    "attendee.name": "name",
    "attendee.email": "email",
    "attendee.phoneNumber": "phoneNumber",
    "attendee.timeZone": "timeZone",
    "attendee.language": "language",
    cancellationReason: "reason",
    reschedulingReason: "reason",
  },
  messages: {
    booking_not_found: "There is no booking with this uid. Ask list_bookings for the right one.",
  },
};
