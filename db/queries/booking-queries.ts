import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";

export type BookingRecord = {
  booking: typeof bookings.$inferSelect;
  eventType: Pick<typeof eventTypes.$inferSelect, "id" | "slug" | "title">;
  host: Pick<typeof users.$inferSelect, "id" | "name" | "email" | "username" | "timeZone" | "locale">;
  attendees: (typeof attendees.$inferSelect)[];
};

/** A booking with its event type, host and attendees (in the order they joined), by uid or id; or null. */
export async function findBooking(
  db: Queryable,
  reference: { uid: string } | { id: number },
): Promise<BookingRecord | null> {
  const rows = await db
    .select({
      booking: bookings,
      eventType: { id: eventTypes.id, slug: eventTypes.slug, title: eventTypes.title },
      host: {
        id: users.id,
        name: users.name,
        email: users.email,
        username: users.username,
        timeZone: users.timeZone,
        locale: users.locale,
      },
      attendee: attendees,
    })
    .from(bookings)
    .innerJoin(eventTypes, eq(eventTypes.id, bookings.eventTypeId))
    .innerJoin(users, eq(users.id, bookings.ownerId))
    .innerJoin(attendees, eq(attendees.bookingId, bookings.id))
    .where("uid" in reference ? eq(bookings.uid, reference.uid) : eq(bookings.id, reference.id))
    .orderBy(asc(attendees.id));
  const [first] = rows;
  if (!first) return null;
  const { booking, eventType, host } = first;
  return { booking, eventType, host, attendees: rows.map((row) => row.attendee) };
}

/** What plans and texts need of a booking, as its first attendee sees it. */
export function factsOf(record: BookingRecord): BookingFacts {
  const { booking, host, eventType } = record;
  const [attendee] = record.attendees;
  if (!attendee) throw new Error(`Booking ${booking.id} has no attendee.`);
  return {
    uid: booking.uid,
    title: booking.title,
    notes: booking.notes,
    location: booking.location,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    cancellationReason: booking.cancellationReason,
    reschedulingReason: booking.reschedulingReason,
    eventTypeTitle: eventType.title,
    host,
    attendee,
  };
}
