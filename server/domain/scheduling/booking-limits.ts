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

type Usage = { count: number; takenMs: number };
const noUsage: Usage = { count: 0, takenMs: 0 };

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
  const used = new Map<number, Usage>();
  for (const { startMs, endMs } of countedBookings) {
    if (startMs < reach.startMs || startMs >= reach.endMs) continue;
    const period = firstDayOfPeriod(per, dayOf(startMs), weekStartsOn);
    const { count, takenMs } = used.get(period) ?? noUsage;
    used.set(period, { count: count + 1, takenMs: takenMs + endMs - startMs });
  }
  const mostMs = maxMinutes * millisecondsPerMinute;
  const lengthMs = lengthMinutes * millisecondsPerMinute;
  return (epochDay) => {
    const { count, takenMs } = used.get(firstDayOfPeriod(per, epochDay, weekStartsOn)) ?? noUsage;
    return count + 1 <= maxCount && takenMs + lengthMs <= mostMs;
  };
}
