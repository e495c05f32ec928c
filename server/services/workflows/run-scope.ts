import { eq } from "drizzle-orm";
import type { MessageScope } from "@/db/queries/message-list-queries";
import { users } from "@/db/schema/users";
import { epochDayOfDate } from "@/server/domain/scheduling/local-date";
import { startOfLocalDay } from "@/server/domain/scheduling/local-day";
import type { RunFilter } from "@/server/domain/workflows/run-log-input";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { requireWorkflow } from "./require-workflow";

export type RunScope = { scope: MessageScope; workflowName: string; timeZone: string };

/**
 * The messages that a filter of a workflow's log means, and the zone whose calendar its days are of.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow that isn't theirs.
 */
export async function runScope(ctx: ServiceContext, filter: Omit<RunFilter, "outcome">): Promise<RunScope> {
  const ownerId = requireUserId(ctx.actor);
  const { workflow } = await requireWorkflow(ctx.db, ownerId, { id: filter.id });
  const [owner] = await ctx.db.select({ timeZone: users.timeZone }).from(users).where(eq(users.id, ownerId));
  if (!owner) throw new Error(`Organizer ${ownerId} is gone.`);
  const { timeZone } = owner;
  const startOf = (on: string | undefined, daysOn: number) =>
    on === undefined ? undefined : new Date(startOfLocalDay(timeZone, epochDayOfDate(on) + daysOn));
  const scope: MessageScope = {
    ownerId,
    now: ctx.clock.now(),
    workflowId: workflow.id,
    channel: filter.channel,
    dueFrom: startOf(filter.fromOn, 0),
    dueBefore: startOf(filter.untilOn, 1),
    search: filter.search,
  };
  return { scope, workflowName: workflow.name, timeZone };
}
