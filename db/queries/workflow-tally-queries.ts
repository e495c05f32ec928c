import { and, eq, gt, isNotNull, lte, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { messages } from "@/db/schema/messages";
import { groupCondition } from "./message-list-queries";

export type WorkflowTally = {
  workflowId: number;
  /** What a provider took and nothing bad is known of. */
  sent: number;
  /** What went wrong and wasn't sent again. */
  failed: number;
};

/** What became of an owner's messages that were due in (since, now], by workflow; tests don't count. */
export async function tallyWorkflows(
  db: Queryable,
  { ownerId, since, now }: { ownerId: number; since: Date; now: Date },
): Promise<WorkflowTally[]> {
  return db
    .select({
      workflowId: sql<number>`${messages.workflowId}`.mapWith(Number),
      sent: sql<number>`count(*) filter (where ${groupCondition("sent", now)})`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${groupCondition("attention", now)})`.mapWith(Number),
    })
    .from(messages)
    .where(
      and(
        eq(messages.ownerId, ownerId),
        isNotNull(messages.workflowId),
        isNotNull(messages.bookingId),
        gt(messages.dueAt, since),
        lte(messages.dueAt, now),
      ),
    )
    .groupBy(messages.workflowId);
}
