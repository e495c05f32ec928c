import { millisecondsPerDay } from "./local-date";
import { type OffsetSpan, offsetSpans } from "./zone-offsets";

/**
 * Answers, for instants inside [fromMs, toMs), the day since 1970-01-01 that a zone's calendar shows.
 *
 * Fastest for instants that ascend.
 */
export function localDayReader(
  timeZone: string,
  fromMs: number,
  toMs: number,
): (instantMs: number) => number {
  const spans = offsetSpans(timeZone, fromMs, toMs);
  let index = 0;
  return (instantMs) => {
    while (index > 0 && instantMs < (spans[index] as OffsetSpan).startMs) index--;
    while (index < spans.length - 1 && instantMs >= (spans[index] as OffsetSpan).endMs) index++;
    return Math.floor((instantMs + (spans[index] as OffsetSpan).offsetMs) / millisecondsPerDay);
  };
}

/** The first instant at which a zone's calendar shows the given day, or a later one if the zone skipped it. */
export function startOfLocalDay(timeZone: string, epochDay: number): number {
  const localMs = epochDay * millisecondsPerDay;
  const spans = offsetSpans(timeZone, localMs - millisecondsPerDay, localMs + 2 * millisecondsPerDay);
  for (const { startMs, endMs, offsetMs } of spans) {
    const instantMs = Math.max(localMs - offsetMs, startMs);
    if (instantMs < endMs) return instantMs;
  }
  throw new RangeError(`Not a day: ${epochDay}`);
}

export function localDayAt(timeZone: string, instantMs: number): number {
  return localDayReader(timeZone, instantMs, instantMs + 1)(instantMs);
}
