import type { Interval } from "./interval";
import { epochDayOfDate, isBusinessDay } from "./local-date";
import { localDayAt, startOfLocalDay } from "./local-day";
import type { SchedulingRules } from "./scheduling-rules";

/**
 * When a slot may start by the booking window at `nowMs`; a rolling window is bounded by free days instead and
 * reaches without end here.
 *
 * @throws RangeError when a date or the zone is malformed
 */
export function bookableStarts(rules: SchedulingRules, nowMs: number): Interval {
  const { bookingWindow, timeZone } = rules;
  if (bookingWindow.kind === "unlimited") return { startMs: -Infinity, endMs: Infinity };
  if (bookingWindow.kind === "range") {
    return {
      startMs: startOfLocalDay(timeZone, epochDayOfDate(bookingWindow.startOn)),
      endMs: startOfLocalDay(timeZone, epochDayOfDate(bookingWindow.endOn) + 1),
    };
  }
  if (bookingWindow.rolling) return { startMs: -Infinity, endMs: Infinity };
  const today = localDayAt(timeZone, nowMs);
  const lastDay =
    bookingWindow.kind === "calendar_days"
      ? today + bookingWindow.days
      : addBusinessDays(today, bookingWindow.days);
  return { startMs: -Infinity, endMs: startOfLocalDay(timeZone, lastDay + 1) };
}

function addBusinessDays(epochDay: number, days: number): number {
  let last = epochDay;
  for (let left = days; left > 0; ) {
    last++;
    if (isBusinessDay(last)) left--;
  }
  return last;
}
