import { and, asc, eq, inArray, notLike, type SQL, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/db/client";
import { attempts, messages } from "@/db/schema/messages";
import { type MessageReason, stoppableStates } from "@/server/domain/workflows/message-state";
import { groupBy } from "./group-by";
import { isOfBooking } from "./is-of-booking";

export type MessageRecord = typeof messages.$inferSelect & { bookingId: number; attemptCount: number };

/** The plan of a booking: by due time, then as planned. */
export async function findMessages(db: Queryable, bookingId: number): Promise<MessageRecord[]> {
  return (await findMessagesOf(db, [bookingId])).get(bookingId) ?? [];
}

/** The plans of bookings as `findMessages` finds one, by booking. */
export async function findMessagesOf(
  db: Queryable,
  bookingIds: readonly number[],
): Promise<Map<number, MessageRecord[]>> {
  if (bookingIds.length === 0) return new Map();
  const rows = await db
    .select({
      message: messages,
      // Columns of the one table of a select are written without it, and would be those of the inner one.
      attemptCount: sql<number>`(select count(*)::int from ${attempts} a where a.message_id = ${messages}.id)`,
    })
    .from(messages)
    .where(inArray(messages.bookingId, [...bookingIds]))
    .orderBy(
      asc(messages.dueAt),
      asc(messages.workflowId),
      asc(messages.stepNumber),
      asc(messages.source),
      asc(messages.id),
    );
  const records = rows.map(({ message, attemptCount }) => ({ ...message, attemptCount })).filter(isOfBooking);
  return groupBy(records, ({ bookingId }) => bookingId);
}

/**
 * The messages of a booking that have not gone out, locked so that no claim can take one before the transaction
 * ends; `only` leaves out those of which it doesn't hold. A claim that came first is waited for and its message is
 * not among them.
 */
export async function lockStoppableMessages(tx: Transaction, bookingId: number, only?: SQL) {
  return tx
    .select({
      id: messages.id,
      source: messages.source,
      recipient: messages.recipient,
      occurrence: messages.occurrence,
    })
    .from(messages)
    .where(
      and(
        eq(messages.bookingId, bookingId),
        inArray(messages.state, [...stoppableStates]),
        // An answer to a text is no part of the plan, and is owed whatever becomes of the booking.
        notLike(messages.source, "reply:%"),
        only,
      ),
    )
    .orderBy(messages.id)
    .for("update");
}

/** Ends messages that have not gone out because the booking no longer owes them. */
export async function cancelMessages(
  tx: Transaction,
  ids: string[],
  reason: MessageReason,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(messages)
    .set({ state: "cancelled", reason, nextLookAt: null, fallbackAt: null, updatedAt: now })
    .where(and(inArray(messages.id, ids), inArray(messages.state, [...stoppableStates])));
}

/** Ends what was to follow messages and has not gone out. */
export async function cancelFallbacks(
  tx: Transaction,
  parentIds: string[],
  reason: MessageReason,
  now: Date,
): Promise<void> {
  const open = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.parentMessageId, parentIds), inArray(messages.state, [...stoppableStates])));
  const ids = open.map(({ id }) => id);
  await cancelMessages(tx, ids, reason, now);
}

/** Ends messages that have not gone out because another takes their place. */
export async function supersedeMessages(
  tx: Transaction,
  pairs: { id: string; byId: string | null }[],
  reason: MessageReason,
  now: Date,
): Promise<void> {
  for (const { id, byId } of pairs) {
    await tx
      .update(messages)
      .set({
        ...{ state: "superseded", reason, supersededById: byId },
        ...{ nextLookAt: null, fallbackAt: null, updatedAt: now },
      })
      .where(and(eq(messages.id, id), inArray(messages.state, [...stoppableStates])));
  }
}
