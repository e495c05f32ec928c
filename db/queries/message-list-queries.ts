import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { messages } from "@/db/schema/messages";

export const messageGroups = ["attention", "moving", "scheduled", "sent", "stopped"] as const;
/** The lists that an organizer's messages fall into; each message is in exactly one. */
export type MessageGroup = (typeof messageGroups)[number];

export type MessageScope = { ownerId: number; now: Date };

export type MessageListRow = {
  message: typeof messages.$inferSelect;
  booking: { uid: string; startsAt: Date; endsAt: Date; eventTypeTitle: string; attendeeName: string };
};

/** How many messages of an owner are in each list. */
export async function countMessages(
  db: Queryable,
  { ownerId, now }: MessageScope,
): Promise<Record<MessageGroup, number>> {
  const inGroup = (group: MessageGroup) =>
    sql<number>`count(*) filter (where ${groupCondition(group, now)})`.mapWith(Number);
  const [row] = await db
    .select({
      attention: inGroup("attention"),
      moving: inGroup("moving"),
      scheduled: inGroup("scheduled"),
      sent: inGroup("sent"),
      stopped: inGroup("stopped"),
    })
    .from(messages)
    .where(eq(messages.ownerId, ownerId));
  return row ?? { attention: 0, moving: 0, scheduled: 0, sent: 0, stopped: 0 };
}

/** One list of an owner's messages, a page of it: what is scheduled from the next on, others from the latest back. */
export async function findMessagesOfGroup(
  db: Queryable,
  { ownerId, now }: MessageScope,
  page: { group: MessageGroup; skip: number; take: number },
): Promise<MessageListRow[]> {
  const order = page.group === "scheduled" ? asc : desc;
  return selectRows(db)
    .where(and(eq(messages.ownerId, ownerId), groupCondition(page.group, now)))
    .orderBy(order(messages.dueAt), order(messages.id))
    .limit(page.take)
    .offset(page.skip);
}

/** What went wrong with messages of meetings that are still to come, the next meeting first; and how much there is. */
export async function findTroubleAhead(
  db: Queryable,
  { ownerId, now }: MessageScope,
  take: number,
): Promise<{ count: number; rows: MessageListRow[] }> {
  const condition = and(
    eq(messages.ownerId, ownerId),
    groupCondition("attention", now),
    gt(bookings.endsAt, now),
  );
  const [rows, [total]] = await Promise.all([
    selectRows(db).where(condition).orderBy(asc(bookings.startsAt), asc(messages.id)).limit(take),
    db
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(messages)
      .innerJoin(bookings, eq(bookings.id, messages.bookingId))
      .where(condition),
  ]);
  return { count: total?.count ?? 0, rows };
}

function selectRows(db: Queryable) {
  return db
    .select({
      message: messages,
      booking: {
        uid: bookings.uid,
        startsAt: bookings.startsAt,
        endsAt: bookings.endsAt,
        eventTypeTitle: eventTypes.title,
        attendeeName: sql<string>`(
          select a.name from ${attendees} a where a.booking_id = ${bookings.id} order by a.id limit 1
        )`,
      },
    })
    .from(messages)
    .innerJoin(bookings, eq(bookings.id, messages.bookingId))
    .innerJoin(eventTypes, eq(eventTypes.id, bookings.eventTypeId))
    .$dynamic();
}

function groupCondition(group: MessageGroup, now: Date): SQL | undefined {
  const waits = inArray(messages.state, ["planned", "armed"]);
  const ended = inArray(messages.state, ["cancelled", "superseded", "skipped"]);
  // Dropped though there had been time for it, or though it should have said something.
  const droppedWrongly = and(
    eq(messages.state, "skipped"),
    or(
      eq(messages.reason, "body_empty"),
      and(eq(messages.reason, "too_late"), sql`${messages.dueAt} >= ${messages.createdAt}`),
    ),
  );
  const wentWrong = or(inArray(messages.state, ["failed", "undelivered", "unconfirmed"]), droppedWrongly);
  switch (group) {
    case "attention":
      return and(wentWrong, isNull(messages.retriedById));
    case "moving":
      return or(
        inArray(messages.state, ["sending", "retrying", "reconciling"]),
        and(waits, lte(messages.dueAt, now)),
      );
    case "scheduled":
      return and(waits, gt(messages.dueAt, now));
    case "sent":
      return inArray(messages.state, ["accepted", "delivered"]);
    case "stopped":
      return or(
        and(ended, or(ne(messages.state, "skipped"), not(droppedWrongly ?? sql`false`))),
        and(wentWrong, isNotNull(messages.retriedById)),
      );
  }
}
