import type { HostAvailability } from "./host-availability";
import type { Interval } from "./interval";
import { firstDayAfterPeriod, firstDayOfPeriod, millisecondsPerMinute, type Weekday } from "./local-date";
import { localDayAt, localDayReader, startOfLocalDay } from "./local-day";
import type { BookingLimit, SchedulingRules } from "./scheduling-rules";

/** The starts at which one more booking of `lengthMinutes` keeps every limit, by the dates of the host's zone. */
export function startsWithinLimits(
  ascendingStarts: readonly number[],
  host: HostAvailability,
  rules: SchedulingRules,
  lengthMinutes: number,
): readonly number[] {
  const [firstMs, lastMs] = [ascendingStarts[0], ascendingStarts.at(-1)];
  if (rules.bookingLimits.length === 0 || firstMs === undefined || lastMs === undefined)
    return ascendingStarts;
  const { timeZone } = host.schedule;
  const starts = { startMs: firstMs, endMs: lastMs + 1 };
  const checks = rules.bookingLimits.map((limit) => limitCheck(limit, host, rules, lengthMinutes, starts));
  const dayOf = localDayReader(timeZone, starts.startMs, starts.endMs);
  let lastDay = Number.NaN;
  let lastDayAllowed = false;
  return ascendingStarts.filter((startMs) => {
    const day = dayOf(startMs);
    if (day !== lastDay) {
      lastDay = day;
      lastDayAllowed = checks.every((allowsOn) => allowsOn(day));
    }
    return lastDayAllowed;
  });
}

/** The whole days, weeks, months or years of a limit that slots starting inside `starts` are counted in. */
export function limitReach(
  limit: BookingLimit,
  timeZone: string,
  starts: Interval,
  weekStartsOn: Weekday = 1,
): Interval {
  const firstDay = firstDayOfPeriod(limit.per, localDayAt(timeZone, starts.startMs), weekStartsOn);
  const dayAfter = firstDayAfterPeriod(limit.per, localDayAt(timeZone, starts.endMs - 1), weekStartsOn);
  return { startMs: startOfLocalDay(timeZone, firstDay), endMs: startOfLocalDay(timeZone, dayAfter) };
}

function limitCheck(
  limit: BookingLimit,
  { schedule, countedBookings = [] }: HostAvailability,
  { weekStartsOn = 1 }: SchedulingRules,
  lengthMinutes: number,
  starts: Interval,
): (epochDay: number) => boolean {
  const { per, maxCount = Infinity, maxMinutes = Infinity } = limit;
  const reach = limitReach(limit, schedule.timeZone, starts, weekStartsOn);
  const dayOf = localDayReader(schedule.timeZone, reach.startMs, reach.endMs);
  const used = new Map<number, { count: number; minutes: number }>();
  for (const { startMs, endMs } of countedBookings) {
    if (startMs < reach.startMs || startMs >= reach.endMs) continue;
    const period = firstDayOfPeriod(per, dayOf(startMs), weekStartsOn);
    const { count, minutes } = used.get(period) ?? { count: 0, minutes: 0 };
    used.set(period, { count: count + 1, minutes: minutes + (endMs - startMs) / millisecondsPerMinute });
  }
  return (epochDay) => {
    const { count, minutes } = used.get(firstDayOfPeriod(per, epochDay, weekStartsOn)) ?? {
      count: 0,
      minutes: 0,
    };
    return count + 1 <= maxCount && minutes + lengthMinutes <= maxMinutes;
  };
}
