import { and, eq, inArray, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { lockBooking } from "@/db/queries/host-locks";
import {
  type BookingToReplan,
  findBookingsToReplan,
  findOwnWorkflows,
  findWorkflowVersion,
} from "@/db/queries/workflow-change-queries";
import { messages } from "@/db/schema/messages";
import type { MessageText, WorkflowDiff } from "@/server/domain/workflows/diff-workflow";
import { fallbackDueAt } from "@/server/domain/workflows/fallback";
import { stoppableStates } from "@/server/domain/workflows/message-state";
import type { WorkflowInPlace } from "@/server/domain/workflows/propose-change";
import { insertPlan } from "@/server/services/bookings/write-plan";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { addDiff, type ChangeCounts, diffBooking, isEmpty, noChange } from "./count-change";
import { workflowInPlace } from "./workflow-view";

export type WorkflowChange = { workflowId: number; ownerId: number; version: number };

export type AppliedBatch = ChangeCounts & {
  /** Where the next batch goes on, or null when this was the last. */
  nextAfterId: number | null;
  /** A later edit has taken over, and its own run does what is left. */
  superseded: boolean;
};

/**
 * Carries a change of a workflow to the next bookings after `afterId`, at most `limit`, each in a transaction of its
 * own under its host's lock. Repeating a batch changes nothing more.
 */
export async function applyWorkflowChange(
  ctx: ServiceContext,
  change: WorkflowChange,
  { afterId, limit }: { afterId: number; limit: number },
): Promise<AppliedBatch> {
  const { workflowId, ownerId, version } = change;
  const overtaken = { ...noChange, nextAfterId: null, superseded: true };
  const [record] = await findOwnWorkflows(ctx.db, { ownerId, id: workflowId });
  if (!(await isCurrent(ctx.db, change)) || (record && record.workflow.version !== version)) return overtaken;
  const inPlace = record ? workflowInPlace(record) : null;
  const now = ctx.clock.now();
  const { smsCountries } = ctx.installation;
  const page = await findBookingsToReplan(ctx.db, { workflowId, ownerId, now, afterId, limit });
  let counts: ChangeCounts = noChange;
  for (const booking of page) {
    const seen = diffBooking(booking, inPlace, { now, smsCountries });
    const done = isEmpty(seen) ? seen : await replan(ctx, change, booking, inPlace);
    if (done === null) return overtaken;
    counts = addDiff(counts, done);
  }
  const nextAfterId = page.length < limit ? null : (page.at(-1)?.id ?? null);
  return { ...counts, nextAfterId, superseded: false };
}

async function isCurrent(
  db: ServiceContext["db"] | Transaction,
  { ownerId, workflowId, version }: WorkflowChange,
): Promise<boolean> {
  return (await findWorkflowVersion(db, { ownerId, id: workflowId })) === version;
}

async function replan(
  ctx: ServiceContext,
  change: WorkflowChange,
  { id, uid }: BookingToReplan,
  inPlace: WorkflowInPlace | null,
): Promise<WorkflowDiff | null> {
  return inTransaction(ctx, async ({ tx }) => {
    await lockBooking(tx, uid);
    // Edits take the same lock, so that the workflow stays what it is until this commit.
    if (!(await isCurrent(tx, change))) return null;
    const now = ctx.clock.now();
    const { smsCountries } = ctx.installation;
    const [booking] = await findBookingsToReplan(tx, { ...change, now, ids: [id] });
    if (!booking) throw new Error(`Booking ${id} vanished under its own lock.`);
    return writeDiff(
      ctx,
      tx,
      { bookingId: id, ownerId: change.ownerId },
      diffBooking(booking, inPlace, { now, smsCountries }),
    );
  });
}

/** Writes a diff, but for what a claim has taken meanwhile; returns what was written. */
async function writeDiff(
  ctx: ServiceContext,
  tx: Transaction,
  owner: { bookingId: number; ownerId: number },
  diff: WorkflowDiff,
): Promise<WorkflowDiff> {
  const ended = {
    reason: "workflow_changed",
    nextLookAt: null,
    nextAttemptAt: null,
    fallbackAt: null,
  } as const;
  const cancelled = await stop(ctx, tx, diff.cancels, { state: "cancelled", ...ended });
  const moving = diff.moves.map(({ id }) => id);
  const moved = new Set(await stop(ctx, tx, moving, { state: "superseded", ...ended }));
  const moves = diff.moves.filter(({ id }) => moved.has(id));
  const rewrites: WorkflowDiff["rewrites"] = [];
  for (const rewrite of diff.rewrites) {
    const columns = { ...rewrite.text, ...awaitAnew(rewrite.text, ctx.clock.now()) };
    if ((await stop(ctx, tx, [rewrite.id], columns)).length > 0) rewrites.push(rewrite);
  }
  const successors = await insertPlan(ctx, tx, owner, [...moves.map(({ by }) => by), ...diff.adds]);
  for (const [index, { id }] of moves.entries()) {
    await tx.update(messages).set({ supersededById: successors[index] }).where(eq(messages.id, id));
  }
  return { ...diff, cancels: cancelled, moves, rewrites };
}

/** Has a text that was refused for now wait from now on for what its step has follow it, where that is something else. */
function awaitAnew({ fallback }: MessageText, now: Date) {
  const at = fallbackDueAt(fallback, now)?.toISOString() ?? null;
  const isOther = sql`${messages.fallback} is distinct from ${JSON.stringify(fallback)}::text::jsonb`;
  const isTried = sql`(${messages.state} = 'retrying' or ${messages.currentAttemptId} is not null)`;
  const fallbackAt = sql`case when ${isOther} and ${isTried} then ${at}::timestamptz else ${messages.fallbackAt} end`;
  return { fallbackAt, nextLookAt: sql`least(${messages.nextLookAt}, ${fallbackAt})` };
}

/** Changes those messages that still can be stopped; returns their ids. */
async function stop(
  ctx: ServiceContext,
  tx: Transaction,
  ids: string[],
  columns: PgUpdateSetSource<typeof messages>,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(messages)
    .set({ ...columns, updatedAt: ctx.clock.now() })
    .where(and(inArray(messages.id, ids), inArray(messages.state, [...stoppableStates])))
    .returning({ id: messages.id });
  return rows.map(({ id }) => id);
}
