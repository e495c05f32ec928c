import { dateOfEpochDay } from "@/server/domain/scheduling/local-date";
import { localDayAt, startOfLocalDay } from "@/server/domain/scheduling/local-day";

/** A day of a zone's calendar, and the instants it reaches from and to. */
export type CalendarDay = { on: string; startMs: number; endMs: number };

/** Seven days of a zone's calendar from the one at an instant, or as many weeks later. */
export function sevenDays(timeZone: string, fromMs: number, weeksLater: number): CalendarDay[] {
  const first = localDayAt(timeZone, fromMs) + 7 * weeksLater;
  return Array.from({ length: 7 }, (_, index) => ({
    on: dateOfEpochDay(first + index),
    startMs: startOfLocalDay(timeZone, first + index),
    endMs: startOfLocalDay(timeZone, first + index + 1),
  }));
}
