import { lockHost } from "@/db/queries/host-locks";
import type { CreateWorkflowInput } from "@/server/domain/workflows/workflow-input";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { proposeNew } from "./propose";
import { requireCallableSteps } from "./require-callable-steps";
import { requireWorkflow } from "./require-workflow";
import { type WorkflowView, workflowView } from "./workflow-view";
import { writeWorkflow } from "./write-workflow";

/**
 * Creates a workflow of the organizer's. Where it is switched on, upcoming bookings get what it owes, soon after
 * the commit.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; BAD_REQUEST that names what is wrong.
 */
export async function createWorkflow(ctx: ServiceContext, input: CreateWorkflowInput): Promise<WorkflowView> {
  const ownerId = requireUserId(ctx.actor);
  await requireCallableSteps(ctx, input);
  return inTransaction(ctx, async (unit) => {
    await lockHost(unit.tx, ownerId);
    const proposal = await proposeNew(ctx, unit.tx, ownerId, input);
    const id = await writeWorkflow(ctx, unit, ownerId, proposal);
    return workflowView(await requireWorkflow(unit.tx, ownerId, { id }), proposal.around);
  });
}
