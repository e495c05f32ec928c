import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { schedules } from "@/db/schema/event-types";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { type ScheduleView, scheduleNotFound, scheduleView } from "./schedule-view";

export const getScheduleInputSchema = z.object({ id: rowIdSchema });

/**
 * One of the organizer's own schedules.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a schedule that is not theirs.
 */
export async function getSchedule(
  ctx: ServiceContext,
  { id }: z.output<typeof getScheduleInputSchema>,
): Promise<ScheduleView> {
  const ownerId = requireUserId(ctx.actor);
  const [row] = await ctx.db
    .select()
    .from(schedules)
    .where(and(eq(schedules.id, id), eq(schedules.ownerId, ownerId)));
  if (!row) throw scheduleNotFound(id);
  return scheduleView(row);
}
