import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import type { WebhookBooking } from "./booking-payload";

/** A made-up booking as a receiver would be told of it. */
export function exampleWebhookBooking(example: BookingFacts): WebhookBooking {
  const { host, attendee } = example;
  return {
    id: 0,
    uid: example.uid,
    status: "accepted",
    title: example.title,
    notes: example.notes,
    location: example.location,
    startsAt: example.startsAt,
    endsAt: example.endsAt,
    responses: example.responses,
    metadata: {},
    guests: [],
    eventType: {
      id: example.eventTypeId,
      slug: "example",
      title: example.eventTypeTitle,
      description: "",
      requiresConfirmation: false,
      seatsPerSlot: null,
      showsSeatAttendees: false,
    },
    host: { ...host, id: 0, username: "" },
    hostAbsent: false,
    attendees: [{ ...attendee, absent: false }],
    cancellationReason: null,
    cancelledByEmail: null,
    rejectionReason: null,
    reschedulingReason: null,
    rescheduledByEmail: null,
    former: null,
  };
}
