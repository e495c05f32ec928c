import { and, asc, count, eq, inArray, isNotNull, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/db/client";
import { messages } from "@/db/schema/messages";
import { senders } from "@/db/schema/senders";
import type { MessageChannel } from "@/server/domain/workflows/message-state";

export type SenderRow = typeof senders.$inferSelect;

/** What is known of these senders, in the order of their ids; those that nothing happened to yet are absent. */
export async function findSenders(db: Queryable, ids: readonly string[]): Promise<SenderRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(senders)
    .where(inArray(senders.id, [...ids]))
    .orderBy(asc(senders.id));
}

/**
 * Locks these senders, in the order of their ids, against other changes until the transaction ends; those that
 * weren't known are from now on. Messages are locked before senders, never after.
 */
export async function lockSenders(
  tx: Transaction,
  wanted: readonly { id: string; channel: MessageChannel; provider: string }[],
  now: Date,
): Promise<SenderRow[]> {
  if (wanted.length === 0) return [];
  const ordered = wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await tx
    .insert(senders)
    .values(
      ordered.map(({ id, channel, provider }) => ({
        ...{ id, channel, provider },
        state: "working" as const,
        updatedAt: now,
      })),
    )
    .onConflictDoNothing();
  return tx
    .select()
    .from(senders)
    .where(
      inArray(
        senders.id,
        ordered.map(({ id }) => id),
      ),
    )
    .orderBy(asc(senders.id))
    .for("no key update");
}

/** Locks a sender that doesn't work; null where it does. */
export async function lockStoppedSender(tx: Transaction, id: string): Promise<SenderRow | null> {
  const stopped = and(eq(senders.id, id), ne(senders.state, "working"));
  // Read first, so that the claims of a working sender don't queue for its row.
  const [seen] = await tx.select({ id: senders.id }).from(senders).where(stopped);
  if (!seen) return null;
  const [locked] = await tx.select().from(senders).where(stopped).for("no key update");
  return locked ?? null;
}

const isHeld = and(eq(messages.state, "retrying"), isNotNull(messages.heldBySenderId));

/** Locks messages that wait for a sender which is none of these any more, those due first first. */
export async function lockHeldByOthers(
  tx: Transaction,
  stoppedIds: readonly string[],
  limit: number,
): Promise<(typeof messages.$inferSelect)[]> {
  return tx
    .select()
    .from(messages)
    .where(
      and(isHeld, stoppedIds.length > 0 ? notInArray(messages.heldBySenderId, [...stoppedIds]) : undefined),
    )
    .orderBy(asc(messages.dueAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Locks the message that waits for a sender and is due first of those still of use; null where none waits. */
export async function lockFirstHeldBy(
  tx: Transaction,
  senderId: string,
  now: Date,
): Promise<typeof messages.$inferSelect | null> {
  const [first] = await tx
    .select()
    .from(messages)
    .where(
      and(
        isHeld,
        eq(messages.heldBySenderId, senderId),
        sql`${messages.relevantUntilAt} > ${now.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(messages.dueAt))
    .limit(1)
    .for("update", { skipLocked: true });
  return first ?? null;
}

/** How many messages wait for each sender, an owner's or all. */
export async function countHeld(db: Queryable, ownerId?: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ senderId: messages.heldBySenderId, held: count() })
    .from(messages)
    .where(and(isHeld, ownerId === undefined ? undefined : eq(messages.ownerId, ownerId)))
    .groupBy(messages.heldBySenderId);
  return new Map(rows.map(({ senderId, held }) => [senderId ?? "", held]));
}

/** Locks the senders that stopped and that the operator hasn't been told of, skipping those being changed. */
export async function lockUntold(tx: Transaction, ids: readonly string[]): Promise<SenderRow[]> {
  return tx
    .select()
    .from(senders)
    .where(and(inArray(senders.id, [...ids]), ne(senders.state, "working"), isNull(senders.notifiedAt)))
    .orderBy(asc(senders.id))
    .for("no key update", { skipLocked: true });
}

/** Whether a sender's failures are to be forgotten once a message gets through: one query, no lock, for most sends. */
export function hasFailures(id: string) {
  return and(eq(senders.id, id), or(ne(senders.state, "working"), sql`${senders.failureCount} > 0`));
}
