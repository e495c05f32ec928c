import { tallyWorkflows, type WorkflowTally } from "@/db/queries/workflow-tally-queries";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

const monthMs = 30 * 86_400_000;

/**
 * What became of the messages that each of the organizer's workflows had due in the last 30 days; a workflow that had
 * none is left out.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function tallyLastMonth(ctx: ServiceContext): Promise<WorkflowTally[]> {
  const ownerId = requireUserId(ctx.actor);
  const now = ctx.clock.now();
  return tallyWorkflows(ctx.db, { ownerId, since: new Date(now.getTime() - monthMs), now });
}
