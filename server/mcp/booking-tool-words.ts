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
    "attendees.0.email": "attendeeEmail",
  },
  messages: {
    already_accepted:
      "This booking is agreed already: there is no request to answer. Cancel it if it is off.",
    already_cancelled: "This booking was cancelled: nothing can be done with it any more.",
    already_rejected: "This request was turned down already: nothing can be done with it any more.",
    booking_not_found: "There is no booking with this uid. Ask list_bookings for the right one.",
  },
};
