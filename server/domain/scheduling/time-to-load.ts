import { limitReach } from "./booking-limits";
import type { Interval } from "./interval";
import { startsToExamine } from "./list-slots";
import { millisecondsPerMinute } from "./local-date";
import { maxBufferMinutes } from "./rules-schemas";
import type { SlotQuery } from "./slot-query";

export type TimeToLoad = {
  /** Busy time that touches this must be known. */
  busy: Interval;
  /** Bookings that limits count and that start inside this must be known; undefined without limits. */
  counted: Interval | undefined;
};

/**
 * What must be known of the hosts, whose schedules are in the given zones, before a query can be answered.
 *
 * It reaches beyond the window: by length and buffers, to the edges of the periods of booking limits, and back
 * to now when a rolling window counts the days that are still free.
 *
 * @throws RangeError when a date or zone is malformed
 */
export function timeToLoad(query: Omit<SlotQuery, "hosts">, hostTimeZones: readonly string[]): TimeToLoad {
  const { rules, lengthMinutes } = query;
  const examined = startsToExamine(query);
  const starts = { startMs: examined.startMs, endMs: Math.max(examined.startMs + 1, examined.endMs) };
  const reaches = rules.bookingLimits.flatMap((limit) =>
    hostTimeZones.map((timeZone) => limitReach(limit, timeZone, starts, rules.weekStartsOn)),
  );
  const beforeMinutes = rules.bufferBeforeMinutes + maxBufferMinutes;
  const afterMinutes = lengthMinutes + rules.bufferAfterMinutes + maxBufferMinutes;
  return {
    busy: {
      startMs: starts.startMs - beforeMinutes * millisecondsPerMinute,
      endMs: starts.endMs + afterMinutes * millisecondsPerMinute,
    },
    counted: reaches.length === 0 ? undefined : hull(reaches),
  };
}

function hull(intervals: readonly Interval[]): Interval {
  return {
    startMs: Math.min(...intervals.map(({ startMs }) => startMs)),
    endMs: Math.max(...intervals.map(({ endMs }) => endMs)),
  };
}
