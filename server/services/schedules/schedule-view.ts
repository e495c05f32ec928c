import type { DateOverridesColumn, schedules } from "@/db/schema/event-types";
import type { WeeklyBlock } from "@/server/domain/scheduling/host-availability";
import type { Weekday } from "@/server/domain/scheduling/local-date";
import { ServiceError } from "@/server/platform/service-error";

/** When an organizer can be booked, in minutes of the clock after midnight in the schedule's zone. */
export type ScheduleView = {
  id: number;
  ownerId: number;
  name: string;
  timeZone: string;
  isDefault: boolean;
  weeklyHours: WeeklyBlock[];
  /** Dates with hours of their own; without any, the date is closed. */
  overrides: DateOverridesColumn;
};

export function scheduleView(row: typeof schedules.$inferSelect): ScheduleView {
  const { id, ownerId, name, timeZone, isDefault, overrides } = row;
  const weeklyHours = row.weeklyHours.map((block) => ({ ...block, weekday: block.weekday as Weekday }));
  return { id, ownerId, name, timeZone, isDefault, weeklyHours, overrides };
}

/** The error for a schedule that its caller doesn't have. */
export function scheduleNotFound(id: number, field = "id"): ServiceError {
  return new ServiceError("NOT_FOUND", `Schedule with ID=${id} does not exist.`, {
    field,
    reason: "schedule_not_found",
  });
}
