import type { HostAvailability, HoursBlock } from "./host-availability";
import { ascendingByStart, type Interval } from "./interval";
import {
  epochDayOfDate,
  millisecondsPerDay,
  millisecondsPerMinute,
  minutesPerDay,
  weekdayOfEpochDay,
  weekdays,
} from "./local-date";
import { type OffsetSpan, offsetSpans } from "./zone-offsets";

/** A stretch of open hours under one UTC offset; `anchorMs` is where its block starts by that offset. */
export type OpenStretch = Interval & { anchorMs: number };

const noBlocks: readonly HoursBlock[] = [];

/**
 * The host's hours that touch [fromMs, toMs), ascending by start, before anything is taken away from them.
 *
 * Hours mean what the host's clock reads: an instant is open exactly when the clock shows a time inside a
 * block of its date. So a block inside the hour that spring skips doesn't exist on that day (02:00–03:00), one
 * that reaches into it keeps its rest (02:30–05:00 is open from 03:00), and when autumn repeats an hour, both
 * passes are open. No one is ever offered a clock time that the organizer didn't give.
 *
 * Blocks of one date that overlap or touch are one block; a block that crosses midnight belongs to the date
 * that it starts on, also when the next date is overridden.
 *
 * @throws RangeError when a block, a date or a zone is malformed
 */
export function openHours(host: HostAvailability, fromMs: number, toMs: number): readonly OpenStretch[] {
  const stretches: OpenStretch[] = [];
  const blocksOn = readSchedule(host);
  const zoneOn = readZones(host);
  // Clocks are less than a day away from UTC, and a block ends at the latest one day after its date.
  const firstDay = Math.floor(fromMs / millisecondsPerDay) - 2;
  const lastDay = Math.floor(toMs / millisecondsPerDay) + 1;
  const spansOf = spanReader(firstDay * millisecondsPerDay, (lastDay + 3) * millisecondsPerDay);
  for (let epochDay = firstDay; epochDay <= lastDay; epochDay++) {
    const blocks = blocksOn(epochDay);
    if (blocks.length === 0) continue;
    const spans = spansOf(zoneOn(epochDay), epochDay);
    for (const block of blocks) {
      const localMs = epochDay * millisecondsPerDay + block.startMinute * millisecondsPerMinute;
      const durationMs = (block.endMinute - block.startMinute) * millisecondsPerMinute;
      appendStretches(stretches, localMs, localMs + durationMs, spans);
    }
  }
  return ascendingByStart(stretches.filter(({ startMs, endMs }) => endMs > fromMs && startMs < toMs));
}

/** Appends the instants at which a clock reads [localStartMs, localEndMs). */
function appendStretches(
  stretches: OpenStretch[],
  localStartMs: number,
  localEndMs: number,
  spans: readonly OffsetSpan[],
): void {
  for (const span of spans) {
    if (span.startMs >= localEndMs + millisecondsPerDay) return;
    const anchorMs = localStartMs - span.offsetMs;
    const startMs = Math.max(anchorMs, span.startMs);
    const endMs = Math.min(localEndMs - span.offsetMs, span.endMs);
    if (startMs < endMs) stretches.push({ startMs, endMs, anchorMs });
  }
}

/** Reads the spans that a zone's date may lie in; dates must ascend, so that spans gone by are dropped. */
function spanReader(fromMs: number, toMs: number) {
  let lastZone: string | undefined;
  let spans: readonly OffsetSpan[] = [];
  return (timeZone: string, epochDay: number): readonly OffsetSpan[] => {
    if (timeZone !== lastZone) {
      lastZone = timeZone;
      spans = offsetSpans(timeZone, fromMs, toMs);
    }
    while (spans[0] !== undefined && spans[0].endMs <= (epochDay - 1) * millisecondsPerDay)
      spans = spans.slice(1);
    return spans;
  };
}

function readSchedule({ schedule }: HostAvailability): (epochDay: number) => readonly HoursBlock[] {
  const byWeekday = weekdays.map((weekday) =>
    mergeBlocks(schedule.weeklyHours.filter((block) => block.weekday === weekday)),
  );
  const byDate = new Map<number, readonly HoursBlock[]>();
  for (const { on, blocks } of schedule.overrides) {
    const epochDay = epochDayOfDate(on);
    byDate.set(epochDay, mergeBlocks([...(byDate.get(epochDay) ?? noBlocks), ...blocks]));
  }
  return (epochDay) => byDate.get(epochDay) ?? byWeekday[weekdayOfEpochDay(epochDay) - 1] ?? noBlocks;
}

function readZones({ schedule, travel = [] }: HostAvailability): (epochDay: number) => string {
  if (travel.length === 0) return () => schedule.timeZone;
  const trips = travel.map(({ startOn, endOn, timeZone }) => ({
    firstDay: epochDayOfDate(startOn),
    lastDay: epochDayOfDate(endOn),
    timeZone,
  }));
  return (epochDay) =>
    trips.find((trip) => trip.firstDay <= epochDay && epochDay <= trip.lastDay)?.timeZone ??
    schedule.timeZone;
}

function mergeBlocks(blocks: readonly HoursBlock[]): readonly HoursBlock[] {
  const merged: HoursBlock[] = [];
  for (const block of blocks.toSorted((a, b) => a.startMinute - b.startMinute)) {
    requireBlock(block);
    const last = merged.at(-1);
    if (last === undefined || block.startMinute > last.endMinute) {
      merged.push({ startMinute: block.startMinute, endMinute: block.endMinute });
    } else {
      last.endMinute = Math.max(last.endMinute, block.endMinute);
    }
  }
  return merged;
}

function requireBlock({ startMinute, endMinute }: HoursBlock): void {
  const starts = Number.isInteger(startMinute) && startMinute >= 0 && startMinute < minutesPerDay;
  const ends = Number.isInteger(endMinute) && endMinute > startMinute && endMinute <= 2 * minutesPerDay;
  if (!starts || !ends) throw new RangeError(`Not a block of hours: ${startMinute} to ${endMinute} minutes`);
}
