import { and, asc, eq, exists, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { workflowActivations, workflowSteps, workflows } from "@/db/schema/workflows";
import type { Workflow } from "@/server/domain/workflows/workflow";

/**
 * The workflows of an owner that apply to a booking, with their steps, by id: those named by `requestedIds`, or
 * where that is null those that are active on the event type.
 */
export async function findWorkflowsInForce(
  db: Queryable,
  scope: { ownerId: number; eventTypeId: number; requestedIds: number[] | null },
): Promise<Workflow[]> {
  if (scope.requestedIds?.length === 0) return [];
  const isActive = or(
    workflows.activeOnAll,
    exists(
      db
        .select({ workflowId: workflowActivations.workflowId })
        .from(workflowActivations)
        .where(
          and(
            eq(workflowActivations.workflowId, workflows.id),
            eq(workflowActivations.eventTypeId, scope.eventTypeId),
          ),
        ),
    ),
  );
  const rows = await db
    .select({ workflow: workflows, step: workflowSteps, sendTo })
    .from(workflows)
    .innerJoin(workflowSteps, eq(workflowSteps.workflowId, workflows.id))
    .leftJoin(verifiedRecipients, isRecipientOfStep)
    .where(
      and(
        eq(workflows.ownerId, scope.ownerId),
        isNull(workflows.deletedAt),
        scope.requestedIds ? inArray(workflows.id, scope.requestedIds) : isActive,
      ),
    )
    .orderBy(asc(workflows.id), asc(workflowSteps.stepNumber));
  return groupSteps(rows);
}

/** Joins a step with whom it writes to, where that is verified. */
export const isRecipientOfStep = and(
  eq(verifiedRecipients.id, workflowSteps.verifiedRecipientId),
  isNotNull(verifiedRecipients.verifiedAt),
);

/** Whom a step writes to or what it calls, where that is fixed. */
export const sendTo = sql<string | null>`coalesce(${verifiedRecipients.value}, ${workflowSteps.webhookUrl})`;

function groupSteps(
  rows: {
    workflow: typeof workflows.$inferSelect;
    step: typeof workflowSteps.$inferSelect;
    sendTo: string | null;
  }[],
): Workflow[] {
  const byId = new Map<number, Workflow>();
  for (const { workflow, step, sendTo } of rows) {
    const { id, name, trigger, timings, lateBooking, quietHours, conditions } = workflow;
    const rule = { id, name, trigger, timings, lateBooking, quietHours, conditions };
    const entry = byId.get(id) ?? { ...rule, steps: [] };
    entry.steps.push({ ...step, sendTo });
    byId.set(id, entry);
  }
  return [...byId.values()];
}
