import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings, seats } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import type { RecipientRole } from "@/server/domain/workflows/message-state";
import { groupBy } from "./group-by";
import { hostPhone } from "./recipient-queries";

export type BookingRecord = {
  booking: typeof bookings.$inferSelect;
  eventType: Pick<
    typeof eventTypes.$inferSelect,
    "id" | "slug" | "title" | "description" | "confirmation" | "seatsPerSlot" | "showsSeatAttendees"
  >;
  host: Pick<typeof users.$inferSelect, "id" | "name" | "email" | "username" | "timeZone" | "locale"> & {
    /** Their own verified number. */
    phoneNumber: string | null;
  };
  attendees: (typeof attendees.$inferSelect & { isReturning: boolean })[];
  /** Its place in a session, and the names of whoever else sits there. */
  seat: (Pick<typeof seats.$inferSelect, "uid" | "number" | "sessionId"> & { companions: string[] }) | null;
  /** The starts that stand of the series it belongs to, ascending. */
  seriesStartsAt: Date[] | null;
};

export type BookingReference = { uid: string } | { id: number } | { seatUid: string };

// A session's other bookings, by seat.
const companions = sql<string[]>`(
  select coalesce(json_agg(a.name order by s.number, a.id), '[]')
  from ${seats} s join ${attendees} a on a.booking_id = s.booking_id
  where s.session_id = ${seats.sessionId} and s.released_at is null and s.booking_id <> ${seats.bookingId})`;

const seriesStarts = sql<string[] | null>`case when ${bookings.seriesUid} is not null then (
  select coalesce(json_agg(b.starts_at order by b.starts_at), '[]') from ${bookings} b
  where b.series_uid = ${bookings.seriesUid} and b.rescheduled_to_uid is null
    and b.status in ('pending', 'accepted')) end`;

/**
 * Whether an attendee had an agreed booking with the host before this one, other than as part of its series.
 * Written so that Postgres goes from the person to their bookings, however many the host has.
 */
export const isReturning = sql<boolean>`exists (
  select 1 from (
    select e.booking_id from ${attendees} e where e.email = ${attendees.email}
    union all
    select p.booking_id from ${attendees} p where p.phone_number = ${attendees.phoneNumber}
    offset 0
  ) known
  where (
    select b.owner_id = ${bookings.ownerId} and b.status = 'accepted' and b.id < ${bookings.id}
      and b.calendar_uid <> ${bookings.calendarUid}
      and (b.series_uid is null or b.series_uid is distinct from ${bookings.seriesUid})
    from ${bookings} b where b.id = known.booking_id))`;

/** A booking with its event type, host and attendees (in the order they joined), or null. */
export async function findBooking(db: Queryable, reference: BookingReference): Promise<BookingRecord | null> {
  const [record] = await selectBookings(db, matches(reference));
  return record ?? null;
}

/** Bookings as `findBooking` finds one, in the order of the ids. */
export async function findBookings(db: Queryable, ids: readonly number[]): Promise<BookingRecord[]> {
  if (ids.length === 0) return [];
  const records = await selectBookings(db, inArray(bookings.id, [...ids]));
  const byId = new Map(records.map((record) => [record.booking.id, record]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function selectBookings(db: Queryable, condition: SQL): Promise<BookingRecord[]> {
  const rows = await db
    .select({
      booking: bookings,
      eventType: {
        id: eventTypes.id,
        slug: eventTypes.slug,
        title: eventTypes.title,
        description: eventTypes.description,
        confirmation: eventTypes.confirmation,
        seatsPerSlot: eventTypes.seatsPerSlot,
        showsSeatAttendees: eventTypes.showsSeatAttendees,
      },
      host: {
        id: users.id,
        name: users.name,
        email: users.email,
        username: users.username,
        timeZone: users.timeZone,
        locale: users.locale,
        phoneNumber: hostPhone,
      },
      attendee: attendees,
      isReturning,
      seat: { uid: seats.uid, number: seats.number, sessionId: seats.sessionId },
      companions,
      seriesStarts,
    })
    .from(bookings)
    .innerJoin(eventTypes, eq(eventTypes.id, bookings.eventTypeId))
    .innerJoin(users, eq(users.id, bookings.ownerId))
    .innerJoin(attendees, eq(attendees.bookingId, bookings.id))
    .leftJoin(seats, eq(seats.bookingId, bookings.id))
    .where(condition)
    .orderBy(asc(attendees.id));
  return [...groupBy(rows, ({ booking }) => booking.id).values()].flatMap((ofBooking) => {
    const [first] = ofBooking;
    if (!first) return [];
    const { booking, eventType, host, seat } = first;
    return {
      booking,
      eventType,
      host,
      attendees: ofBooking.map((row) => ({ ...row.attendee, isReturning: row.isReturning })),
      seat: seat && { ...seat, companions: first.companions },
      seriesStartsAt: first.seriesStarts?.map((start) => new Date(start)) ?? null,
    };
  });
}

function matches(reference: BookingReference): SQL {
  if ("id" in reference) return eq(bookings.id, reference.id);
  return "uid" in reference ? eq(bookings.uid, reference.uid) : eq(seats.uid, reference.seatUid);
}

/**
 * What plans and texts need of a booking, as whoever booked sees it; or, of a message to another attendee, as that one
 * does, who was added to this booking alone and not to its series.
 */
export function factsOf(
  record: BookingRecord,
  to: { recipientRole: RecipientRole; recipient: string } | null = null,
): BookingFacts {
  const { booking, host, eventType } = record;
  const [first, ...others] = record.attendees;
  if (!first) throw new Error(`Booking ${booking.id} has no attendee.`);
  const addressee = to?.recipientRole === "attendee" ? to.recipient : null;
  const attendee = others.find(({ email }) => email !== null && email === addressee) ?? first;
  const seriesStartsAt = attendee === first ? record.seriesStartsAt : null;
  return {
    uid: booking.uid,
    title: booking.title,
    notes: booking.notes,
    location: booking.location,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    attendanceConfirmedAt: booking.attendanceConfirmedAt,
    cancellationReason: booking.cancellationReason,
    reschedulingReason: booking.reschedulingReason,
    rejectionReason: booking.rejectionReason,
    seriesStartsAt,
    responses: booking.responses,
    eventTypeId: eventType.id,
    eventTypeTitle: eventType.title,
    host,
    furtherEmails: others.flatMap(({ email }) => email ?? []),
    attendee,
  };
}

const standing = ["pending", "accepted"] as const;

// What was moved is left out, which the index on series relies on; its successor keeps its place.
function isOfSeries(seriesUid: string) {
  return and(eq(bookings.seriesUid, seriesUid), isNull(bookings.rescheduledToUid));
}

/** The first occurrence of a series that stands and has not ended, or null. */
export async function findFirstOfSeries(db: Queryable, seriesUid: string, now: Date): Promise<string | null> {
  const [row] = await db
    .select({ uid: bookings.uid })
    .from(bookings)
    .where(and(isOfSeries(seriesUid), inArray(bookings.status, [...standing]), gt(bookings.endsAt, now)))
    .orderBy(asc(bookings.seriesIndex))
    .limit(1);
  return row?.uid ?? null;
}

/** The ids of the later occurrences of a series that stand and have not ended, in their order. */
export async function findLaterOfSeries(
  db: Queryable,
  { seriesUid, seriesIndex, now }: { seriesUid: string; seriesIndex: number; now: Date },
): Promise<number[]> {
  const rows = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        isOfSeries(seriesUid),
        gt(bookings.seriesIndex, seriesIndex),
        inArray(bookings.status, [...standing]),
        gt(bookings.endsAt, now),
      ),
    )
    .orderBy(asc(bookings.seriesIndex));
  return rows.map(({ id }) => id);
}

/** The ids of all occurrences of a series, cancelled ones included, in their order; what was moved is where it is now. */
export async function findAllOfSeries(db: Queryable, seriesUid: string): Promise<number[]> {
  const rows = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(isOfSeries(seriesUid))
    .orderBy(asc(bookings.seriesIndex));
  return rows.map(({ id }) => id);
}

/** The ids of the requests of a series that are unanswered and lie ahead, in their order. */
export async function findRequestsOfSeries(db: Queryable, seriesUid: string, now: Date): Promise<number[]> {
  const rows = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(isOfSeries(seriesUid), eq(bookings.status, "pending"), gt(bookings.startsAt, now)))
    .orderBy(asc(bookings.seriesIndex));
  return rows.map(({ id }) => id);
}

/** The ids of the bookings that sit in a session, by seat. */
export async function findBookingsOfSession(db: Queryable, sessionId: number): Promise<number[]> {
  const rows = await db
    .select({ id: bookings.id })
    .from(seats)
    .innerJoin(bookings, eq(bookings.id, seats.bookingId))
    .where(
      and(eq(seats.sessionId, sessionId), isNull(seats.releasedAt), inArray(bookings.status, [...standing])),
    )
    .orderBy(asc(seats.number));
  return rows.map(({ id }) => id);
}
