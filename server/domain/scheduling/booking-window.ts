import type { Interval } from "./interval";
import { epochDayOfDate, isBusinessDay } from "./local-date";
import { localDayAt, localDayReader, startOfLocalDay } from "./local-day";
import type { SchedulingRules } from "./scheduling-rules";

/**
 * When a slot may start by the booking window at `nowMs`. A rolling window has no end here: it ends by days
 * that are still free, which `slotsInRollingWindow` counts.
 *
 * @throws RangeError when a date or the zone is malformed
 */
export function bookableStarts({ bookingWindow, timeZone }: SchedulingRules, nowMs: number): Interval {
  switch (bookingWindow.kind) {
    case "unlimited":
      return { startMs: -Infinity, endMs: Infinity };
    case "range":
      return {
        startMs: startOfLocalDay(timeZone, epochDayOfDate(bookingWindow.startOn)),
        endMs: startOfLocalDay(timeZone, epochDayOfDate(bookingWindow.endOn) + 1),
      };
    case "calendar_days":
    case "business_days": {
      if (bookingWindow.rolling) return { startMs: -Infinity, endMs: Infinity };
      const today = localDayAt(timeZone, nowMs);
      const lastDay =
        bookingWindow.kind === "calendar_days"
          ? today + bookingWindow.days
          : addBusinessDays(today, bookingWindow.days);
      return { startMs: -Infinity, endMs: startOfLocalDay(timeZone, lastDay + 1) };
    }
  }
}

/**
 * The slots up to the last day of a rolling window, and all of them for any other window.
 *
 * `slots` must ascend and hold every slot from now on.
 */
export function slotsInRollingWindow<T extends Interval>(
  slots: readonly T[],
  { bookingWindow, timeZone }: SchedulingRules,
): readonly T[] {
  const [first, last] = [slots[0], slots.at(-1)];
  if (!isRolling(bookingWindow) || first === undefined || last === undefined) return slots;
  const dayOf = localDayReader(timeZone, first.startMs, last.endMs);
  let daysLeft = bookingWindow.days;
  let lastDay = Number.NaN;
  const end = slots.findIndex(({ startMs }) => {
    const day = dayOf(startMs);
    if (day === lastDay) return false;
    lastDay = day;
    if (daysLeft === 0) return true;
    if (bookingWindow.kind === "calendar_days" || isBusinessDay(day)) daysLeft--;
    return false;
  });
  return end === -1 ? slots : slots.slice(0, end);
}

/** Whether the window is counted in days that still have a free time, so that its end depends on bookings. */
export function isRolling(
  bookingWindow: SchedulingRules["bookingWindow"],
): bookingWindow is { kind: "calendar_days" | "business_days"; days: number; rolling: true } {
  return "rolling" in bookingWindow && bookingWindow.rolling;
}

function addBusinessDays(epochDay: number, days: number): number {
  let last = epochDay;
  for (let left = days; left > 0; ) {
    last++;
    if (isBusinessDay(last)) left--;
  }
  return last;
}
