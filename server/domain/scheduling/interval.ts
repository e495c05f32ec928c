/** A half-open stretch of time [startMs, endMs), in epoch milliseconds. */
export type Interval = { startMs: number; endMs: number };

/** The same intervals ascending by start: the very array when it already is, a sorted copy otherwise. */
export function ascendingByStart<T extends Interval>(intervals: readonly T[]): readonly T[] {
  for (let index = 1; index < intervals.length; index++) {
    if ((intervals[index] as T).startMs < (intervals[index - 1] as T).startMs) {
      return intervals.toSorted((a, b) => a.startMs - b.startMs);
    }
  }
  return intervals;
}

/** The union of intervals that ascend by start, ascending and disjoint; those that touch become one. */
export function mergeIntervals(ascending: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  let last: Interval | undefined;
  for (const { startMs, endMs } of ascending) {
    if (endMs <= startMs) continue;
    if (last === undefined || startMs > last.endMs) {
      last = { startMs, endMs };
      merged.push(last);
    } else if (endMs > last.endMs) {
      last.endMs = endMs;
    }
  }
  return merged;
}

/** What of `whole` no hole covers, ascending and disjoint; both arguments must be so too. */
export function subtractIntervals(whole: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let firstHole = 0;
  for (const { startMs, endMs } of whole) {
    let fromMs = startMs;
    while (firstHole < holes.length && (holes[firstHole] as Interval).endMs <= startMs) firstHole++;
    for (let index = firstHole; index < holes.length; index++) {
      const hole = holes[index] as Interval;
      if (hole.startMs >= endMs) break;
      if (hole.startMs > fromMs) rest.push({ startMs: fromMs, endMs: hole.startMs });
      fromMs = hole.endMs;
    }
    if (fromMs < endMs) rest.push({ startMs: fromMs, endMs });
  }
  return rest;
}
