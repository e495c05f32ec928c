import { and, asc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { attempts, messages, receipts } from "@/db/schema/messages";
import { auditEntries } from "@/db/schema/outbox";
import { apiKeys } from "@/db/schema/users";
import { isOfBooking } from "./is-of-booking";
import { sentInstead } from "./sent-instead";

export type ChainLink = Pick<
  typeof bookings.$inferSelect,
  | "id"
  | "uid"
  | "startsAt"
  | "endsAt"
  | "status"
  | "cancellationReason"
  | "reschedulingReason"
  | "rejectionReason"
  | "createdAt"
  | "updatedAt"
> & { attendeeName: string };

// More moves than anyone makes; a chain that is longer shows its nearest part.
const longestWalk = 50;

/** The bookings that one booking became by being moved, and was before: the whole chain, oldest first. */
export async function findChain(db: Queryable, uid: string): Promise<ChainLink[]> {
  const chain = sql`(
    with recursive back as (
      select b.uid, b.rescheduled_from_uid, 0 as steps from ${bookings} b where b.uid = ${uid}
      union all
      select b.uid, b.rescheduled_from_uid, back.steps + 1 from ${bookings} b
        join back on b.uid = back.rescheduled_from_uid where back.steps < ${longestWalk}
    ), forth as (
      select b.uid, b.rescheduled_to_uid, 0 as steps from ${bookings} b where b.uid = ${uid}
      union all
      select b.uid, b.rescheduled_to_uid, forth.steps + 1 from ${bookings} b
        join forth on b.uid = forth.rescheduled_to_uid where forth.steps < ${longestWalk}
    )
    select uid from back union select uid from forth
  )`;
  // By the table: a column of the only one is written without it, and would be that of the inner one.
  const firstAttendee = sql<string>`(
    select a.name from ${attendees} a where a.booking_id = ${bookings}.id order by a.id limit 1
  )`;
  return db
    .select({
      id: bookings.id,
      uid: bookings.uid,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      status: bookings.status,
      cancellationReason: bookings.cancellationReason,
      reschedulingReason: bookings.reschedulingReason,
      rejectionReason: bookings.rejectionReason,
      createdAt: bookings.createdAt,
      updatedAt: bookings.updatedAt,
      attendeeName: firstAttendee,
    })
    .from(bookings)
    .where(sql`${bookings.uid} in ${chain}`)
    .orderBy(asc(bookings.calendarSequence), asc(bookings.id));
}

/** Who did what to the given bookings; the name of a key is the owner's own. */
export async function findAuditOf(db: Queryable, ownerId: number, bookingIds: number[]) {
  return db
    .select({ entry: auditEntries, keyName: apiKeys.name })
    .from(auditEntries)
    .leftJoin(
      apiKeys,
      and(
        eq(auditEntries.actorKind, "api_key"),
        eq(apiKeys.ownerId, ownerId),
        sql`${apiKeys.id}::text = ${auditEntries.actorId}`,
      ),
    )
    .where(and(eq(auditEntries.ownerId, ownerId), inArray(auditEntries.bookingId, bookingIds)))
    .orderBy(asc(auditEntries.id));
}

/** All messages of the given bookings with their attempts and receipts. */
export async function findDeliveriesOf(db: Queryable, bookingIds: number[]) {
  const rows = await db
    .select({ ...getTableColumns(messages), followedBy: sentInstead })
    .from(messages)
    .where(inArray(messages.bookingId, bookingIds))
    .orderBy(asc(messages.dueAt), asc(messages.workflowId), asc(messages.stepNumber), asc(messages.id));
  const found = rows.filter(isOfBooking);
  const ids = found.map((message) => message.id);
  if (ids.length === 0) return { messages: found, attempts: [], receipts: [] };
  const [tried, reported] = await Promise.all([
    db.select().from(attempts).where(inArray(attempts.messageId, ids)).orderBy(asc(attempts.number)),
    db
      .select({ receipt: receipts, messageId: attempts.messageId })
      .from(receipts)
      .innerJoin(attempts, eq(attempts.id, receipts.attemptId))
      .where(inArray(attempts.messageId, ids))
      .orderBy(asc(receipts.receivedAt), asc(receipts.id)),
  ]);
  return { messages: found, attempts: tried, receipts: reported };
}
