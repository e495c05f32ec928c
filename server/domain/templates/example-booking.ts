import type { BookingFacts } from "@/server/domain/bookings/booking-facts";

/** A made-up booking of a host in three days, with something in every field, to show a template with. */
export function exampleBooking(
  host: BookingFacts["host"],
  eventType: { id: number; title: string; lengthMinutes: number },
  now: Date,
): BookingFacts {
  const hourMs = 3_600_000;
  const startsAt = new Date(Math.ceil(now.getTime() / hourMs) * hourMs + 72 * hourMs);
  return {
    uid: "example0example0example0",
    title: `${eventType.title} between ${host.name} and Alex Morgan`,
    notes: "Looking forward to it.",
    location: "https://meet.example.com/alex-morgan",
    startsAt,
    endsAt: new Date(startsAt.getTime() + eventType.lengthMinutes * 60_000),
    attendanceConfirmedAt: null,
    cancellationReason: "Something came up.",
    reschedulingReason: "Something came up.",
    rejectionReason: "Fully booked that day.",
    seriesStartsAt: null,
    responses: {},
    eventTypeId: eventType.id,
    eventTypeTitle: eventType.title,
    host,
    attendee: {
      name: "Alex Morgan",
      email: "alex.morgan@example.com",
      phoneNumber: "+12025550143",
      timeZone: host.timeZone,
      language: host.locale,
      isReturning: false,
    },
  };
}
