import { lockHost } from "@/db/queries/host-locks";
import type { UpdateWorkflowInput } from "@/server/domain/workflows/workflow-input";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { proposeEdit } from "./propose";
import { requireCallableSteps } from "./require-callable-steps";
import { requireWorkflow } from "./require-workflow";
import { type WorkflowView, workflowView } from "./workflow-view";
import { writeWorkflow } from "./write-workflow";

/**
 * Gives a workflow another rule, and other event types where they are named. New bookings follow it at once, and
 * upcoming ones soon after the commit.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't
 * theirs; CONFLICT where it has changed since the version named; BAD_REQUEST that names what is wrong.
 */
export async function updateWorkflow(ctx: ServiceContext, input: UpdateWorkflowInput): Promise<WorkflowView> {
  const ownerId = requireUserId(ctx.actor);
  const { id, version, activeOn, ...rule } = input;
  await requireCallableSteps(ctx, rule);
  return inTransaction(ctx, async (unit) => {
    await lockHost(unit.tx, ownerId);
    const proposal = await proposeEdit(ctx, unit.tx, ownerId, { id, version, rule, activeOn });
    await writeWorkflow(ctx, unit, ownerId, proposal);
    return workflowView(await requireWorkflow(unit.tx, ownerId, { id }), proposal.around);
  });
}
