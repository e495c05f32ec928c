import { eq } from "drizzle-orm";
import { lockHost } from "@/db/queries/host-locks";
import { workflowActivations, workflows } from "@/db/schema/workflows";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { requireWorkflow } from "./require-workflow";

/**
 * Deletes a workflow: no booking gets it any more, and soon after the commit what upcoming ones still owed of it
 * is called off. What it has sent stays on record.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't theirs.
 */
export async function deleteWorkflow(ctx: ServiceContext, { id }: { id: number }): Promise<{ id: number }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx, emit }) => {
    await lockHost(tx, ownerId);
    const { workflow } = await requireWorkflow(tx, ownerId, { id });
    const now = ctx.clock.now();
    const version = workflow.version + 1;
    await tx
      .update(workflows)
      .set({ deletedAt: now, updatedAt: now, activeOnAll: false, version })
      .where(eq(workflows.id, id));
    await tx.delete(workflowActivations).where(eq(workflowActivations.workflowId, id));
    emit("workflow/changed", { workflowId: id, ownerId, version });
    return { id };
  });
}
