import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { eventTypes, schedules } from "@/db/schema/event-types";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type ScheduleView, scheduleView } from "./schedule-view";

/** A schedule, and how many kinds of meeting go by it. */
export type ListedScheduleView = ScheduleView & { eventTypeCount: number };

/**
 * The organizer's own schedules, oldest first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listSchedules(ctx: ServiceContext): Promise<ListedScheduleView[]> {
  const ownerId = requireUserId(ctx.actor);
  const rows = await ctx.db
    .select({ schedule: schedules, eventTypeCount: sql<number>`count(${eventTypes.id})::int` })
    .from(schedules)
    .leftJoin(eventTypes, and(eq(eventTypes.scheduleId, schedules.id), isNull(eventTypes.deletedAt)))
    .where(eq(schedules.ownerId, ownerId))
    .groupBy(schedules.id)
    .orderBy(asc(schedules.id));
  return rows.map(({ schedule, eventTypeCount }) => ({ ...scheduleView(schedule), eventTypeCount }));
}
