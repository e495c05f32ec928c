import { Temporal } from "temporal-polyfill";
import type { Interval } from "./interval";
import { millisecondsPerDay } from "./local-date";

/** A stretch of time in which a zone's clocks keep one distance from UTC: local = instant + offsetMs. */
export type OffsetSpan = Interval & { offsetMs: number };

const millisecondsPerChunk = 64 * millisecondsPerDay;
const maxCachedChunks = 8_192;
const chunksByZone = new Map<string, Map<number, readonly OffsetSpan[]>>();
let cachedChunks = 0;

/**
 * The spans that together cover [fromMs, toMs) without a hole, ascending; the first and the last may reach
 * further. Neighbours differ in offset.
 *
 * @throws RangeError when the zone is unknown
 */
export function offsetSpans(timeZone: string, fromMs: number, toMs: number): readonly OffsetSpan[] {
  const firstChunk = Math.floor(fromMs / millisecondsPerChunk);
  const lastChunk = Math.max(firstChunk, Math.ceil(toMs / millisecondsPerChunk) - 1);
  if (firstChunk === lastChunk) return chunkSpans(timeZone, firstChunk);
  const spans: OffsetSpan[] = [];
  for (let chunk = firstChunk; chunk <= lastChunk; chunk++) {
    for (const span of chunkSpans(timeZone, chunk)) appendSpan(spans, span);
  }
  return spans;
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(timeZone: string, instantMs: number): number {
  const spans = offsetSpans(timeZone, instantMs, instantMs + 1);
  for (const span of spans) if (instantMs < span.endMs) return span.offsetMs;
  throw new RangeError(`Not an instant: ${instantMs}`);
}

function chunkSpans(timeZone: string, chunk: number): readonly OffsetSpan[] {
  const cached = chunksByZone.get(timeZone)?.get(chunk);
  if (cached !== undefined) return cached;
  const spans = findSpans(timeZone, chunk * millisecondsPerChunk, (chunk + 1) * millisecondsPerChunk);
  remember(timeZone, chunk, spans);
  return spans;
}

function remember(timeZone: string, chunk: number, spans: readonly OffsetSpan[]): void {
  if (cachedChunks >= maxCachedChunks) {
    chunksByZone.clear();
    cachedChunks = 0;
  }
  const chunks = chunksByZone.get(timeZone) ?? new Map<number, readonly OffsetSpan[]>();
  chunks.set(chunk, spans);
  chunksByZone.set(timeZone, chunks);
  cachedChunks++;
}

// No zone has changed its clocks twice within a day, so that equal offsets a day apart mean no change between.
function findSpans(timeZone: string, fromMs: number, toMs: number): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let startMs = fromMs;
  let offsetMs = readOffset(timeZone, fromMs);
  for (let dayMs = fromMs; dayMs < toMs; dayMs += millisecondsPerDay) {
    const nextOffsetMs = readOffset(timeZone, dayMs + millisecondsPerDay);
    if (nextOffsetMs === offsetMs) continue;
    const changeMs = findChange(timeZone, dayMs, dayMs + millisecondsPerDay, offsetMs);
    spans.push({ startMs, endMs: changeMs, offsetMs });
    startMs = changeMs;
    offsetMs = nextOffsetMs;
  }
  if (startMs < toMs) spans.push({ startMs, endMs: toMs, offsetMs });
  return spans;
}

/** The first whole second in (beforeMs, afterMs] at which the offset is no longer `offsetMs`. */
function findChange(timeZone: string, beforeMs: number, afterMs: number, offsetMs: number): number {
  let before = beforeMs / 1000;
  let after = afterMs / 1000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (readOffset(timeZone, middle * 1000) === offsetMs) before = middle;
    else after = middle;
  }
  return after * 1000;
}

function readOffset(timeZone: string, instantMs: number): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6
  );
}

function appendSpan(spans: OffsetSpan[], span: OffsetSpan): void {
  const last = spans.at(-1);
  if (last?.offsetMs === span.offsetMs) last.endMs = span.endMs;
  else spans.push({ ...span });
}
