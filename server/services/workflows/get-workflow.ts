import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { requireWorkflow } from "./require-workflow";
import { workflowSurroundings } from "./workflow-surroundings";
import { type WorkflowView, workflowView } from "./workflow-view";

/**
 * A workflow of the organizer's.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't theirs.
 */
export async function getWorkflow(ctx: ServiceContext, { id }: { id: number }): Promise<WorkflowView> {
  const ownerId = requireUserId(ctx.actor);
  const record = await requireWorkflow(ctx.db, ownerId, { id });
  return workflowView(record, await workflowSurroundings(ctx, ctx.db, ownerId));
}
