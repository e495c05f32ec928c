import { and, desc, eq, gt, inArray, lte, max } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { bookings } from "@/db/schema/bookings";
import { auditEntries } from "@/db/schema/outbox";

/** What happened to a booking of an owner, and when. */
export type PastOccasion = { bookingId: number; action: string; at: Date };

type Span = { ownerId: number; since: Date; until: Date; limit: number };

/** What was done to an owner's bookings in (since, until], of some kinds, the latest first. */
export async function findPastOccasions(
  db: Queryable,
  { ownerId, since, until, limit, actions }: Span & { actions: readonly string[] },
): Promise<PastOccasion[]> {
  const rows = await db
    .select({
      bookingId: auditEntries.bookingId,
      action: auditEntries.action,
      at: auditEntries.createdAt,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.ownerId, ownerId),
        inArray(auditEntries.action, [...actions]),
        gt(auditEntries.createdAt, since),
        lte(auditEntries.createdAt, until),
      ),
    )
    .orderBy(desc(auditEntries.createdAt), desc(auditEntries.id))
    .limit(limit);
  return rows.flatMap(({ bookingId, ...row }) => (bookingId === null ? [] : [{ bookingId, ...row }]));
}

const agreements = ["booking.created", "booking.confirmed", "booking.rescheduled"];

/** The meetings of an owner that began in (since, until], the latest first, with when each was agreed last. */
export async function findPastMeetings(
  db: Queryable,
  { ownerId, since, until, limit }: Span,
): Promise<PastOccasion[]> {
  const rows = await db
    .select({
      bookingId: bookings.id,
      agreedAt: max(auditEntries.createdAt),
      createdAt: bookings.createdAt,
    })
    .from(bookings)
    .leftJoin(
      auditEntries,
      and(eq(auditEntries.bookingId, bookings.id), inArray(auditEntries.action, agreements)),
    )
    .where(
      and(
        eq(bookings.ownerId, ownerId),
        eq(bookings.status, "accepted"),
        gt(bookings.startsAt, since),
        lte(bookings.startsAt, until),
      ),
    )
    .groupBy(bookings.id)
    .orderBy(desc(bookings.startsAt), desc(bookings.id))
    .limit(limit);
  return rows.map(({ bookingId, agreedAt, createdAt }) => ({
    bookingId,
    action: "booking.created",
    at: agreedAt ?? createdAt,
  }));
}
