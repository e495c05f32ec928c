import type { RouterOutputs } from "@/app/_lib/router-outputs";

export type SavedSchedule = RouterOutputs["schedule"]["get"];

/** A schedule as it is being edited. */
export type ScheduleDraft = Omit<SavedSchedule, "id" | "ownerId">;

/** What each part of the form gets: what is edited, the way to change it, and what is wrong with it. */
export type ScheduleProps = {
  draft: ScheduleDraft;
  set: (part: Partial<ScheduleDraft>) => void;
  errorAt: (field: string) => string | undefined;
};

export function scheduleDraftOf({
  name,
  timeZone,
  isDefault,
  weeklyHours,
  overrides,
}: SavedSchedule): ScheduleDraft {
  return { name, timeZone, isDefault, weeklyHours, overrides };
}
