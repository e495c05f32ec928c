import type { BusyInterval, HostAvailability } from "./host-availability";
import { ascendingByStart, type Interval, mergeIntervals, subtractIntervals } from "./interval";
import { millisecondsPerMinute } from "./local-date";
import { type OpenStretch, openHours } from "./open-hours";
import type { SlotQuery } from "./slot-query";

/** The starts inside `starts` at which one host can take the query's length, ascending and each once. */
export function listHostSlots(host: HostAvailability, query: SlotQuery, starts: Interval): readonly number[] {
  const lengthMs = query.lengthMinutes * millisecondsPerMinute;
  const reach = { startMs: starts.startMs, endMs: starts.endMs + lengthMs };
  const stretches = openHours(host, reach.startMs, reach.endMs);
  const taken = takenTime(host.busy, query, reach);
  const free = subtractIntervals(mergeIntervals(stretches), taken);
  return startsOnGrid(stretches, free, query, starts);
}

/** What busy time, with both sides' buffers, keeps a slot from touching within `reach`. */
function takenTime(busy: readonly BusyInterval[], { rules }: SlotQuery, reach: Interval): Interval[] {
  const taken: Interval[] = [];
  for (const { startMs, endMs, bufferBeforeMinutes = 0, bufferAfterMinutes = 0 } of busy) {
    const takenFromMs = startMs - (bufferBeforeMinutes + rules.bufferAfterMinutes) * millisecondsPerMinute;
    const takenUntilMs = endMs + (bufferAfterMinutes + rules.bufferBeforeMinutes) * millisecondsPerMinute;
    if (takenUntilMs > reach.startMs && takenFromMs < reach.endMs) {
      taken.push({ startMs: takenFromMs, endMs: takenUntilMs });
    }
  }
  return mergeIntervals(ascendingByStart(taken));
}

/** The clock times of each block's grid from which `lengthMs` fit into one free interval. */
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

/** Blocks of neighbouring dates may overlap, past midnight or while travelling: then their grids are woven. */
function ascendingOnce(starts: number[]): readonly number[] {
  for (let index = 1; index < starts.length; index++) {
    if ((starts[index] as number) <= (starts[index - 1] as number)) {
      return [...new Set(starts)].sort((a, b) => a - b);
    }
  }
  return starts;
}
