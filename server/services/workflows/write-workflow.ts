import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { workflowActivations, workflows } from "@/db/schema/workflows";
import type { ActiveOn } from "@/server/domain/workflows/workflow-input";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import type { Proposal } from "./propose";
import { writeSteps } from "./write-steps";

/** Writes a proposal whose owner is locked, and the event that carries it to the bookings; returns the workflow's id. */
export async function writeWorkflow(
  ctx: ServiceContext,
  { tx, emit }: UnitOfWork,
  ownerId: number,
  { workflow, activeOn, current, secrets }: Proposal,
): Promise<number> {
  const now = ctx.clock.now();
  const { name, trigger, timings, lateBooking, quietHours, conditions } = workflow;
  const rule = { name, trigger, timings, lateBooking, quietHours, conditions };
  const columns = { ...rule, activeOnAll: activeOn.kind === "all", updatedAt: now };
  const version = (current?.version ?? 0) + 1;
  const id = current
    ? current.workflow.id
    : await insertWorkflow(tx, { ...columns, ownerId, version, createdAt: now });
  if (current)
    await tx
      .update(workflows)
      .set({ ...columns, version })
      .where(eq(workflows.id, id));
  await writeSteps(ctx, tx, { ownerId, workflowId: id }, workflow.steps, secrets);
  await writeActivations(tx, id, activeOn);
  emit("workflow/changed", { workflowId: id, ownerId, version });
  return id;
}

async function insertWorkflow(tx: Transaction, values: typeof workflows.$inferInsert): Promise<number> {
  const [row] = await tx.insert(workflows).values(values).returning({ id: workflows.id });
  if (!row) throw new Error("The workflow was not inserted.");
  return row.id;
}

async function writeActivations(tx: Transaction, workflowId: number, activeOn: ActiveOn): Promise<void> {
  await tx.delete(workflowActivations).where(eq(workflowActivations.workflowId, workflowId));
  if (activeOn.kind !== "event_types") return;
  const rows = [...new Set(activeOn.eventTypeIds)].map((eventTypeId) => ({ workflowId, eventTypeId }));
  await tx.insert(workflowActivations).values(rows);
}
