import { findOwnWorkflows } from "@/db/queries/workflow-change-queries";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { workflowSurroundings } from "./workflow-surroundings";
import { type WorkflowView, workflowView } from "./workflow-view";

/**
 * The organizer's workflows, oldest first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listWorkflows(ctx: ServiceContext): Promise<WorkflowView[]> {
  const ownerId = requireUserId(ctx.actor);
  const around = await workflowSurroundings(ctx, ctx.db, ownerId);
  return (await findOwnWorkflows(ctx.db, { ownerId })).map((record) => workflowView(record, around));
}
