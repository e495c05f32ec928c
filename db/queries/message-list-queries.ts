import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { messages } from "@/db/schema/messages";
import type { MessageGroup, MessageOutcome } from "@/server/domain/workflows/message-groups";
import type { MessageChannel } from "@/server/domain/workflows/message-state";
import { attendeeMatches, recipientMatches } from "./attendee-matches";
import { sentInstead } from "./sent-instead";

/** Which of an owner's messages are meant; all where no more is said. */
export type MessageScope = {
  ownerId: number;
  now: Date;
  workflowId?: number;
  channel?: MessageChannel;
  dueFrom?: Date;
  dueBefore?: Date;
  /** Part of the recipient, or of the name, address or number of an attendee; or the uid of the booking. */
  search?: string;
  /** Those to the recipient of this message of the owner's. */
  sameRecipientAs?: string;
};

/** A place in a list, right after a message. */
export type MessagePlace = { dueAt: Date; id: string };

export type MessageListRow = {
  message: typeof messages.$inferSelect & { followedBy: MessageChannel | null };
  /** Null for tests. */
  booking: { uid: string; startsAt: Date; eventTypeTitle: string; attendeeName: string } | null;
};

/** How many messages of a scope are in each list. */
export async function countMessages(
  db: Queryable,
  scope: MessageScope,
): Promise<Record<MessageGroup, number>> {
  const inGroup = (group: MessageGroup) =>
    sql<number>`count(*) filter (where ${groupCondition(group, scope.now)})`.mapWith(Number);
  const [row] = await db
    .select({
      attention: inGroup("attention"),
      moving: inGroup("moving"),
      scheduled: inGroup("scheduled"),
      sent: inGroup("sent"),
      stopped: inGroup("stopped"),
    })
    .from(messages)
    .where(scopeCondition(db, scope));
  return row ?? { attention: 0, moving: 0, scheduled: 0, sent: 0, stopped: 0 };
}

/** One list of a scope, a page of it: what is scheduled from the next on, others from the latest back. */
export async function findMessagesOfGroup(
  db: Queryable,
  scope: MessageScope,
  page: { group: MessageGroup; skip: number; take: number },
): Promise<MessageListRow[]> {
  const order = page.group === "scheduled" ? asc : desc;
  const rows = await selectRows(db)
    .where(and(scopeCondition(db, scope), groupCondition(page.group, scope.now)))
    .orderBy(order(messages.dueAt), order(messages.id))
    .limit(page.take)
    .offset(page.skip);
  return rows.map(rowOf);
}

/**
 * The messages of a scope and an outcome that come after a place, in the order of `findMessagesOfGroup`; from the
 * first on where that is null.
 */
export async function findMessagesAfter(
  db: Queryable,
  scope: MessageScope,
  page: { outcome: MessageOutcome; after: MessagePlace | null; take: number },
): Promise<MessageListRow[]> {
  const isAscending = page.outcome === "scheduled";
  const order = isAscending ? asc : desc;
  const rows = await selectRows(db)
    .where(
      and(
        scopeCondition(db, scope),
        outcomeCondition(page.outcome, scope.now),
        page.after ? isPast(page.after, isAscending) : undefined,
      ),
    )
    .orderBy(order(messages.dueAt), order(messages.id))
    .limit(page.take);
  return rows.map(rowOf);
}

/** One message of an owner as lists show it, or null. */
export async function findMessageRow(
  db: Queryable,
  { ownerId, id }: { ownerId: number; id: string },
): Promise<MessageListRow | null> {
  const [row] = await selectRows(db).where(and(eq(messages.ownerId, ownerId), eq(messages.id, id)));
  return row ? rowOf(row) : null;
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
  return { count: total?.count ?? 0, rows: rows.map(rowOf) };
}

function selectRows(db: Queryable) {
  return db
    .select({
      message: messages,
      followedBy: sentInstead,
      booking: { uid: bookings.uid, startsAt: bookings.startsAt },
      eventType: { title: eventTypes.title },
      attendeeName: sql<string | null>`(
        select a.name from ${attendees} a where a.booking_id = ${bookings.id} order by a.id limit 1
      )`,
    })
    .from(messages)
    .leftJoin(bookings, eq(bookings.id, messages.bookingId))
    .leftJoin(eventTypes, eq(eventTypes.id, bookings.eventTypeId))
    .$dynamic();
}

function rowOf({
  message,
  followedBy,
  booking,
  eventType,
  attendeeName,
}: Awaited<ReturnType<typeof selectRows>>[number]): MessageListRow {
  const about = booking && {
    ...booking,
    eventTypeTitle: eventType?.title ?? "",
    attendeeName: attendeeName ?? "",
  };
  return { message: { ...message, followedBy }, booking: about };
}

function scopeCondition(db: Queryable, scope: MessageScope): SQL | undefined {
  const { ownerId, workflowId, channel, dueFrom, dueBefore, search = "", sameRecipientAs } = scope;
  return and(
    eq(messages.ownerId, ownerId),
    workflowId === undefined
      ? undefined
      : and(eq(messages.workflowId, workflowId), isNotNull(messages.bookingId)),
    channel && eq(messages.channel, channel),
    dueFrom && gte(messages.dueAt, dueFrom),
    dueBefore && lt(messages.dueAt, dueBefore),
    sameRecipientAs === undefined
      ? undefined
      : eq(messages.recipient, recipientOf(db, ownerId, sameRecipientAs)),
    search === ""
      ? undefined
      : or(
          recipientMatches(messages.recipient, search),
          attendeeMatches(db, messages.bookingId, search),
          isOfBooking(db, search),
        ),
  );
}

const other = alias(messages, "other");

function recipientOf(db: Queryable, ownerId: number, id: string) {
  return db
    .select({ recipient: other.recipient })
    .from(other)
    .where(and(eq(other.id, id), eq(other.ownerId, ownerId)));
}

/** The number or address that a message of an owner goes to; null where there is no such message. */
export async function findRecipient(
  db: Queryable,
  ownerId: number,
  id: string,
): Promise<Pick<typeof messages.$inferSelect, "channel" | "recipient"> | null> {
  const [row] = await db
    .select({ channel: other.channel, recipient: other.recipient })
    .from(other)
    .where(and(eq(other.id, id), eq(other.ownerId, ownerId)));
  return row ?? null;
}

function isOfBooking(db: Queryable, uid: string): SQL {
  return exists(
    db
      .select({ id: bookings.id })
      .from(bookings)
      .where(and(eq(bookings.id, messages.bookingId), eq(bookings.uid, uid))),
  );
}

function isPast({ dueAt, id }: MessagePlace, isAscending: boolean): SQL {
  const place = sql`(${dueAt.toISOString()}::timestamptz, ${id}::uuid)`;
  const own = sql`(${messages.dueAt}, ${messages.id})`;
  return isAscending ? sql`${own} > ${place}` : sql`${own} < ${place}`;
}

function outcomeCondition(outcome: MessageOutcome, now: Date): SQL | undefined {
  if (outcome === "all") return undefined;
  if (outcome !== "so_far") return groupCondition(outcome, now);
  return not(groupCondition("scheduled", now) ?? sql`false`);
}

/** Whether a message is in a list. */
export function groupCondition(group: MessageGroup, now: Date): SQL | undefined {
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
  const isSettled = or(
    isNotNull(messages.retriedById),
    isNull(messages.bookingId),
    sql`${sentInstead} is not null`,
  );
  const wentWrong = or(inArray(messages.state, ["failed", "undelivered", "unconfirmed"]), droppedWrongly);
  switch (group) {
    case "attention":
      return and(wentWrong, not(isSettled ?? sql`false`));
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
        and(wentWrong, isSettled),
      );
  }
}
