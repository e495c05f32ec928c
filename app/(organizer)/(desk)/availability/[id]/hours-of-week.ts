import {
  ascendingByStart,
  type Interval,
  mergeIntervals,
  subtractIntervals,
} from "@/server/domain/scheduling/interval";
import { epochDayOfDate } from "@/server/domain/scheduling/local-date";
import { startOfLocalDay } from "@/server/domain/scheduling/local-day";
import { openHours } from "@/server/domain/scheduling/open-hours";
import type { CalendarDay } from "../../../_lib/days-ahead";
import type { ScheduleDraft } from "./schedule-draft";

type Dates = { startOn: string; endOn: string };
type Exceptions = { absences: readonly Dates[]; trips: readonly (Dates & { timeZone: string })[] };

/** A day of the schedule's calendar with its open stretches, and why it isn't like others. */
export type DayOfHours = {
  day: CalendarDay;
  open: Interval[];
  isAway: boolean;
  hasOwnHours: boolean;
  tripZone: string | null;
};

/** When a schedule is open on days that follow each other. */
export function hoursOfDays(
  draft: ScheduleDraft,
  { absences, trips }: Exceptions,
  days: readonly CalendarDay[],
): DayOfHours[] {
  const host = { hostId: "organizer", schedule: draft, travel: trips, busy: [] };
  const open = mergeIntervals(openHours(host, days[0]?.startMs ?? 0, days.at(-1)?.endMs ?? 0));
  const away = mergeIntervals(
    ascendingByStart(
      absences.map(({ startOn, endOn }) => ({
        startMs: startOfLocalDay(draft.timeZone, epochDayOfDate(startOn)),
        endMs: startOfLocalDay(draft.timeZone, epochDayOfDate(endOn) + 1),
      })),
    ),
  );
  const left = subtractIntervals(open, away);
  const covers =
    (on: string) =>
    ({ startOn, endOn }: Dates) =>
      startOn <= on && on <= endOn;
  return days.map((day) => ({
    day,
    open: left
      .map(({ startMs, endMs }) => ({
        startMs: Math.max(startMs, day.startMs),
        endMs: Math.min(endMs, day.endMs),
      }))
      .filter(({ startMs, endMs }) => startMs < endMs),
    isAway: absences.some(covers(day.on)),
    hasOwnHours: draft.overrides.some(({ on }) => on === day.on),
    tripZone: trips.find(covers(day.on))?.timeZone ?? null,
  }));
}
