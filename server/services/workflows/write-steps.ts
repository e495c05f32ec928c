import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { workflowStepSecrets, workflowSteps } from "@/db/schema/workflows";
import type { WorkflowStep } from "@/server/domain/workflows/workflow";
import type { ServiceContext } from "@/server/services/service-context";
import { secretPurpose } from "@/server/services/webhooks/secret-purpose";

/** What the step at the same place signs with: a new secret, none, or (left out) that of the step it was. */
export type StepSecret = { fromStepId: number | undefined; secret: string | null | undefined };

/** Writes the steps of a workflow in place of those it has; those with an id that it has are changed. */
export async function writeSteps(
  ctx: ServiceContext,
  tx: Transaction,
  { ownerId, workflowId }: { ownerId: number; workflowId: number },
  steps: readonly WorkflowStep[],
  secrets: readonly StepSecret[] | null,
): Promise<void> {
  const ofWorkflow = eq(workflowSteps.workflowId, workflowId);
  const sealedBefore = await findSealedSecrets(tx, workflowId);
  const kept = steps.map(({ id }) => id).filter((id) => id > 0);
  await tx
    .delete(workflowSteps)
    .where(and(ofWorkflow, kept.length > 0 ? notInArray(workflowSteps.id, kept) : undefined));
  // Numbers are unique at every moment, so those that stay make room first.
  await tx
    .update(workflowSteps)
    .set({ stepNumber: sql`-${workflowSteps.stepNumber}` })
    .where(ofWorkflow);
  for (const [index, step] of steps.entries()) {
    const stepId = await writeStep(tx, workflowId, step);
    if (secrets === null) continue;
    const { fromStepId, secret } = secrets[index] ?? { fromStepId: undefined, secret: null };
    const sealed = secret
      ? ctx.secrets.seal(secret, secretPurpose(ownerId))
      : secret === undefined && sealedBefore.get(fromStepId ?? 0);
    await tx.delete(workflowStepSecrets).where(eq(workflowStepSecrets.stepId, stepId));
    if (step.isSigned && sealed) {
      await tx.insert(workflowStepSecrets).values({ stepId, sealedSecret: sealed });
    }
  }
}

async function findSealedSecrets(tx: Transaction, workflowId: number): Promise<Map<number, string>> {
  const ofWorkflow = tx
    .select({ id: workflowSteps.id })
    .from(workflowSteps)
    .where(eq(workflowSteps.workflowId, workflowId));
  const rows = await tx
    .select()
    .from(workflowStepSecrets)
    .where(inArray(workflowStepSecrets.stepId, ofWorkflow));
  return new Map(rows.map(({ stepId, sealedSecret }) => [stepId, sealedSecret]));
}

async function writeStep(
  tx: Transaction,
  workflowId: number,
  { id, sendTo: _, ...step }: WorkflowStep,
): Promise<number> {
  if (id > 0) {
    await tx
      .update(workflowSteps)
      .set(step)
      .where(and(eq(workflowSteps.workflowId, workflowId), eq(workflowSteps.id, id)));
    return id;
  }
  const [row] = await tx
    .insert(workflowSteps)
    .values({ ...step, workflowId })
    .returning({ id: workflowSteps.id });
  if (!row) throw new Error("The step was not inserted.");
  return row.id;
}
