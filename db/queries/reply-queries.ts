import { and, asc, count, desc, eq, gt, inArray, isNull, max, ne, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { inboundTexts } from "@/db/schema/inbound-texts";
import { attempts, messages } from "@/db/schema/messages";
import { isOfBooking } from "./is-of-booking";

/** A booking of whoever has a phone. */
export type PhoneBooking = Pick<
  typeof bookings.$inferSelect,
  "id" | "uid" | "ownerId" | "status" | "startsAt" | "endsAt" | "attendanceConfirmedAt"
>;

/** An organizer who texted a phone, when they last did, and about which booking. */
export type Texting = { ownerId: number; lastTextedAt: Date; bookingId: number };

// Whoever was added to a booking gets no texts about it.
const hasBooked = sql`not exists (
  select 1 from ${attendees} e where e.booking_id = ${attendees}.booking_id and e.id < ${attendees}.id)`;

/** The bookings that a phone made with anyone, by start; what was moved is left out for what it became. */
export async function findPhoneBookings(db: Queryable, phoneNumber: string): Promise<PhoneBooking[]> {
  return db
    .selectDistinctOn([bookings.startsAt, bookings.id], {
      id: bookings.id,
      uid: bookings.uid,
      ownerId: bookings.ownerId,
      status: bookings.status,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      attendanceConfirmedAt: bookings.attendanceConfirmedAt,
    })
    .from(attendees)
    .innerJoin(bookings, eq(bookings.id, attendees.bookingId))
    .where(and(eq(attendees.phoneNumber, phoneNumber), isNull(bookings.rescheduledToUid), hasBooked))
    .orderBy(asc(bookings.startsAt), asc(bookings.id));
}

/** The organizers who texted a phone, the latest first. */
export async function findTexting(db: Queryable, phoneNumber: string): Promise<Texting[]> {
  const lastTextedAt = max(attempts.startedAt);
  const rows = await db
    .select({ ownerId: messages.ownerId, lastTextedAt, bookingId: messages.bookingId })
    .from(messages)
    .innerJoin(attempts, eq(attempts.messageId, messages.id))
    .where(and(eq(messages.recipient, phoneNumber), ne(messages.channel, "email")))
    .groupBy(messages.ownerId, messages.bookingId)
    .orderBy(desc(lastTextedAt), desc(messages.bookingId));
  return rows
    .filter(isOfBooking)
    .flatMap((row) => (row.lastTextedAt === null ? [] : [{ ...row, lastTextedAt: row.lastTextedAt }]))
    .filter(({ ownerId }, index, all) => all.findIndex((other) => other.ownerId === ownerId) === index);
}

/** How many texts of a phone were forwarded to an owner since an instant. */
export async function countForwarded(
  db: Queryable,
  { ownerId, phoneNumber, since }: { ownerId: number; phoneNumber: string; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ forwarded: count() })
    .from(inboundTexts)
    .innerJoin(messages, eq(messages.source, sql`'reply:' || ${inboundTexts.id}`))
    .where(
      and(
        eq(inboundTexts.fromNumber, phoneNumber),
        gt(inboundTexts.receivedAt, since),
        eq(inboundTexts.ownerId, ownerId),
        eq(messages.bookingId, inboundTexts.bookingId),
        eq(messages.channel, "email"),
      ),
    );
  return row?.forwarded ?? 0;
}

/** The number of ours that the text was sent to which a message answers; null where that was by another channel. */
export async function findTextedNumber(db: Queryable, source: string): Promise<string | null> {
  const [row] = await db
    .select({ toNumber: inboundTexts.toNumber })
    .from(inboundTexts)
    .where(eq(inboundTexts.id, source.slice("reply:".length)));
  return row && !row.toNumber.startsWith("whatsapp:") ? row.toNumber : null;
}

/** What phones wrote about the given bookings, oldest first. */
export async function findInboundOf(db: Queryable, ownerId: number, bookingIds: readonly number[]) {
  return db
    .select()
    .from(inboundTexts)
    .where(and(eq(inboundTexts.ownerId, ownerId), inArray(inboundTexts.bookingId, [...bookingIds])))
    .orderBy(asc(inboundTexts.receivedAt), asc(inboundTexts.id));
}
