import { lockHost } from "@/db/queries/host-locks";
import type { SetWorkflowActiveInput } from "@/server/domain/workflows/workflow-input";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { proposeEdit } from "./propose";
import { requireWorkflow } from "./require-workflow";
import { type WorkflowView, workflowView } from "./workflow-view";
import { writeWorkflow } from "./write-workflow";

/**
 * Switches a workflow on for all event types or some, or off. New bookings follow it at once, and upcoming ones
 * soon after the commit.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't
 * theirs; CONFLICT where it has changed since the version named; BAD_REQUEST for event types that aren't theirs.
 */
export async function setWorkflowActive(
  ctx: ServiceContext,
  input: SetWorkflowActiveInput,
): Promise<WorkflowView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async (unit) => {
    await lockHost(unit.tx, ownerId);
    const proposal = await proposeEdit(ctx, unit.tx, ownerId, input);
    await writeWorkflow(ctx, unit, ownerId, proposal);
    return workflowView(await requireWorkflow(unit.tx, ownerId, { id: input.id }), proposal.around);
  });
}
