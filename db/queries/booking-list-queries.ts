import { and, asc, count, desc, eq, gt, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { messages } from "@/db/schema/messages";
import { attendeeMatches } from "./attendee-matches";
import { groupBy } from "./group-by";
import { sentInstead } from "./sent-instead";

export const bookingTabs = ["upcoming", "requests", "past", "cancelled"] as const;
/**
 * The lists that an organizer's bookings fall into; one that was moved is in none, its successor is. Requests that
 * wait for an answer are upcoming too: they may hold their time.
 */
export type BookingTab = (typeof bookingTabs)[number];

export type BookingScope = { ownerId: number; now: Date; search: string };

export type BookingRow = {
  booking: typeof bookings.$inferSelect;
  eventType: { id: number; slug: string; title: string };
};

/** How many bookings of a scope are in each list. */
export async function countBookings(db: Queryable, scope: BookingScope): Promise<Record<BookingTab, number>> {
  const inTab = (tab: BookingTab) =>
    sql<number>`count(*) filter (where ${tabCondition(tab, scope.now)})`.mapWith(Number);
  const [row] = await db
    .select({
      upcoming: inTab("upcoming"),
      requests: inTab("requests"),
      past: inTab("past"),
      cancelled: inTab("cancelled"),
    })
    .from(bookings)
    .where(scopeCondition(db, scope));
  return row ?? { upcoming: 0, requests: 0, past: 0, cancelled: 0 };
}

/** One list of a scope, a page of it: upcoming ones and requests from the next on, others from the latest back. */
export async function findBookingsOfTab(
  db: Queryable,
  scope: BookingScope,
  page: { tab: BookingTab; skip: number; take: number },
): Promise<BookingRow[]> {
  const order = page.tab === "upcoming" || page.tab === "requests" ? asc : desc;
  return db
    .select({
      booking: bookings,
      eventType: { id: eventTypes.id, slug: eventTypes.slug, title: eventTypes.title },
    })
    .from(bookings)
    .innerJoin(eventTypes, eq(eventTypes.id, bookings.eventTypeId))
    .where(and(scopeCondition(db, scope), tabCondition(page.tab, scope.now)))
    .orderBy(order(bookings.startsAt), order(bookings.id))
    .limit(page.take)
    .offset(page.skip);
}

/** The attendees of bookings, in the order they joined, by booking. */
export async function findAttendeesOf(
  db: Queryable,
  bookingIds: number[],
): Promise<Map<number, (typeof attendees.$inferSelect)[]>> {
  if (bookingIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(attendees)
    .where(inArray(attendees.bookingId, bookingIds))
    .orderBy(asc(attendees.id));
  return groupBy(rows, (row) => row.bookingId);
}

/** What decides how the messages of bookings are spoken of, by booking. */
export async function findMessageFactsOf(db: Queryable, bookingIds: number[]) {
  const rows =
    bookingIds.length === 0
      ? []
      : await db
          .select({
            bookingId: messages.bookingId,
            channel: messages.channel,
            state: messages.state,
            reason: messages.reason,
            code: messages.code,
            dueAt: messages.dueAt,
            createdAt: messages.createdAt,
            updatedAt: messages.updatedAt,
            nextAttemptAt: messages.nextAttemptAt,
            heldBySenderId: messages.heldBySenderId,
            retriedById: messages.retriedById,
            followedBy: sentInstead,
          })
          .from(messages)
          .where(inArray(messages.bookingId, bookingIds));
  return groupBy(rows, (row) => row.bookingId);
}

/** How many accepted bookings of an owner start in [from, to). */
export async function countStartingBetween(
  db: Queryable,
  range: { ownerId: number; from: Date; to: Date },
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(bookings)
    .where(
      and(
        eq(bookings.ownerId, range.ownerId),
        eq(bookings.status, "accepted"),
        sql`${bookings.startsAt} >= ${range.from.toISOString()}::timestamptz`,
        sql`${bookings.startsAt} < ${range.to.toISOString()}::timestamptz`,
      ),
    );
  return row?.count ?? 0;
}

function tabCondition(tab: BookingTab, now: Date): SQL {
  const isOpen = inArray(bookings.status, ["pending", "accepted"]);
  const conditions: Record<BookingTab, SQL | undefined> = {
    upcoming: and(isOpen, gt(bookings.endsAt, now)),
    requests: and(eq(bookings.status, "pending"), gt(bookings.startsAt, now)),
    past: and(isOpen, lte(bookings.endsAt, now)),
    cancelled: and(inArray(bookings.status, ["cancelled", "rejected"]), isNull(bookings.rescheduledToUid)),
  };
  return conditions[tab] ?? sql`true`;
}

function scopeCondition(db: Queryable, { ownerId, search }: BookingScope): SQL | undefined {
  return and(
    eq(bookings.ownerId, ownerId),
    search === "" ? undefined : attendeeMatches(db, bookings.id, search),
  );
}
