import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type ChangeCounts, countChange } from "./count-change";
import { requireWorkflow } from "./require-workflow";
import { workflowInPlace } from "./workflow-view";

/**
 * What upcoming bookings still have to follow of a workflow as it is now; nothing once its last change is carried out.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't theirs.
 */
export async function readPendingChange(ctx: ServiceContext, { id }: { id: number }): Promise<ChangeCounts> {
  const ownerId = requireUserId(ctx.actor);
  const inPlace = workflowInPlace(await requireWorkflow(ctx.db, ownerId, { id }));
  return countChange(ctx.db, {
    ownerId,
    workflowId: id,
    inPlace,
    now: ctx.clock.now(),
    smsCountries: ctx.installation.smsCountries,
  });
}
