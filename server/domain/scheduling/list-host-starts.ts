import { startsWithinLimits } from "./booking-limits";
import type { HostAvailability, OutOfOffice } from "./host-availability";
import { ascendingByStart, type Interval, mergeIntervals, subtractIntervals } from "./interval";
import { epochDayOfDate, millisecondsPerMinute } from "./local-date";
import { startOfLocalDay } from "./local-day";
import { type OpenStretch, openHours } from "./open-hours";
import type { SchedulingRules } from "./scheduling-rules";
import type { SlotQuery } from "./slot-query";

/** When one host can take the query's length: ascending, each start once. */
export type HostStarts = {
  starts: readonly number[];
  /** The seats left at the starts of sessions that can be joined. */
  seatsAt: ReadonlyMap<number, number>;
};

/**
 * The starts of one host inside `within`.
 *
 * A session with seats left can be joined whatever else the rules say about its hours: it takes place anyway.
 *
 * @throws RangeError when a block, date, zone or busy interval is malformed
 */
export function listHostStarts(host: HostAvailability, query: SlotQuery, within: Interval): HostStarts {
  const { rules, lengthMinutes } = query;
  const reach = { startMs: within.startMs, endMs: within.endMs + lengthMinutes * millisecondsPerMinute };
  const stretches = openHours(host, reach.startMs, reach.endMs);
  const free = subtractIntervals(mergeIntervals(stretches), takenTime(host, rules, reach));
  const starts = startsOnGrid(stretches, free, query, within);
  const allowed = startsWithinLimits(starts, host, rules, lengthMinutes);
  const seatsAt = joinableSessions(host, query, within);
  return { starts: seatsAt.size === 0 ? allowed : ascendingOnce([...allowed, ...seatsAt.keys()]), seatsAt };
}

/** What a slot must not touch within `reach`: absence, and busy time with the buffers of both sides. */
function takenTime(host: HostAvailability, rules: SchedulingRules, reach: Interval): Interval[] {
  const taken: Interval[] = [];
  const add = (startMs: number, endMs: number) => {
    if (endMs > reach.startMs && startMs < reach.endMs) taken.push({ startMs, endMs });
  };
  for (const busy of host.busy) {
    const { startMs, endMs } = requireInterval(busy);
    const ownBeforeMinutes = busy.bufferBeforeMinutes ?? 0;
    const ownAfterMinutes = busy.bufferAfterMinutes ?? 0;
    if (startMs === endMs && ownBeforeMinutes + ownAfterMinutes === 0) continue;
    add(
      startMs - (ownBeforeMinutes + rules.bufferAfterMinutes) * millisecondsPerMinute,
      endMs + (ownAfterMinutes + rules.bufferBeforeMinutes) * millisecondsPerMinute,
    );
  }
  for (const absence of host.outOfOffice ?? []) {
    const { startMs, endMs } = absenceTime(absence, host.schedule.timeZone);
    add(startMs, endMs);
  }
  return mergeIntervals(ascendingByStart(taken));
}

function absenceTime(absence: OutOfOffice, timeZone: string): Interval {
  if ("startMs" in absence) return requireInterval(absence);
  return {
    startMs: startOfLocalDay(timeZone, epochDayOfDate(absence.startOn)),
    endMs: startOfLocalDay(timeZone, epochDayOfDate(absence.endOn) + 1),
  };
}

/** The clock times of each block's grid from which the length fits into one free interval. */
function startsOnGrid(
  stretches: readonly OpenStretch[],
  free: readonly Interval[],
  { rules, lengthMinutes }: SlotQuery,
  within: Interval,
): readonly number[] {
  const lengthMs = lengthMinutes * millisecondsPerMinute;
  const intervalMs = rules.slotIntervalMinutes * millisecondsPerMinute;
  const starts: number[] = [];
  let firstFree = 0;
  for (const stretch of stretches) {
    const gridMs = stretch.anchorMs + rules.startOffsetMinutes * millisecondsPerMinute;
    const fromMs = Math.max(stretch.startMs, within.startMs, gridMs);
    const untilMs = Math.min(stretch.endMs, within.endMs);
    while (firstFree < free.length && (free[firstFree] as Interval).endMs <= stretch.startMs) firstFree++;
    for (let index = firstFree; index < free.length; index++) {
      const { startMs, endMs } = free[index] as Interval;
      if (startMs >= untilMs) break;
      const steps = Math.ceil((Math.max(startMs, fromMs) - gridMs) / intervalMs);
      for (let at = gridMs + steps * intervalMs; at < untilMs && at + lengthMs <= endMs; at += intervalMs) {
        starts.push(at);
      }
    }
  }
  return ascendingOnce(starts);
}

function joinableSessions(
  host: HostAvailability,
  { rules, lengthMinutes }: SlotQuery,
  within: Interval,
): ReadonlyMap<number, number> {
  const seatsAt = new Map<number, number>();
  if (!rules.seatsPerSlot) return seatsAt;
  const lengthMs = lengthMinutes * millisecondsPerMinute;
  for (const { startMs, endMs, seatsRemaining = 0 } of host.busy) {
    if (seatsRemaining <= 0 || endMs - startMs !== lengthMs) continue;
    if (startMs >= within.startMs && startMs < within.endMs) seatsAt.set(startMs, seatsRemaining);
  }
  return seatsAt;
}

/** Blocks of neighbouring dates may overlap, past midnight or while travelling: then their grids are woven. */
function ascendingOnce(starts: readonly number[]): readonly number[] {
  for (let index = 1; index < starts.length; index++) {
    if ((starts[index] as number) <= (starts[index - 1] as number)) {
      return [...new Set(starts)].sort((a, b) => a - b);
    }
  }
  return starts;
}

function requireInterval<T extends Interval>(interval: T): T {
  if (!(interval.startMs <= interval.endMs)) {
    throw new RangeError(`Not an interval: ${interval.startMs} to ${interval.endMs}`);
  }
  return interval;
}
