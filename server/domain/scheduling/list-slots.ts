import { bookableStarts, isRolling, slotsInRollingWindow } from "./booking-window";
import { combineHosts } from "./combine-hosts";
import type { Interval } from "./interval";
import { listHostStarts } from "./list-host-starts";
import { millisecondsPerMinute } from "./local-date";
import { localDayAt, localDayReader, startOfLocalDay } from "./local-day";
import type { SchedulingRules } from "./scheduling-rules";
import type { Slot, SlotQuery } from "./slot-query";

/**
 * Every time that can be booked and starts inside the query's window: ascending, each start once; none for a
 * query without hosts. Nothing is cut off inside the window, however long it is.
 *
 * Start times lie on the clock at even distances from the start of their block of hours, so that a change of
 * clocks inside the block doesn't move them off their minutes. A meeting may run across blocks that touch.
 *
 * @throws RangeError when a length, interval, block, date or zone is malformed
 */
export function listSlots(query: SlotQuery): readonly Slot[] {
  requireQuery(query);
  return findSlots(query);
}

/** `listSlots` for a query that is known to be well-formed or was relaxed on purpose. */
export function findSlots(query: SlotQuery): readonly Slot[] {
  const { rules, hosts, window } = query;
  const starts = startsToExamine(query);
  if (starts.startMs >= starts.endMs) return [];
  const free = combineHosts(
    query,
    hosts.map((host) => listHostStarts(host, query, starts)),
  );
  const slots = slotsInRollingWindow(rules.onlyFirstSlotOfDay ? firstSlotOfDays(free, rules) : free, rules);
  return starts.startMs >= window.startMs ? slots : slots.filter(({ startMs }) => startMs >= window.startMs);
}

/**
 * Where slots must be looked for to know those inside the window: before it too, when the first slot of a day
 * or the free days of a rolling window count.
 */
export function startsToExamine({ rules, nowMs, window }: Omit<SlotQuery, "hosts">): Interval {
  const bookable = bookableStarts(rules, nowMs);
  const earliestMs = nowMs + rules.minimumNoticeMinutes * millisecondsPerMinute;
  let fromMs = window.startMs;
  if (isRolling(rules.bookingWindow)) {
    fromMs = Math.min(fromMs, earliestMs);
  } else if (rules.onlyFirstSlotOfDay) {
    fromMs = startOfLocalDay(rules.timeZone, localDayAt(rules.timeZone, fromMs));
  }
  return {
    startMs: Math.max(fromMs, earliestMs, bookable.startMs),
    endMs: Math.min(window.endMs, bookable.endMs),
  };
}

function firstSlotOfDays(slots: readonly Slot[], { timeZone }: SchedulingRules): readonly Slot[] {
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return slots;
  const dayOf = localDayReader(timeZone, first.startMs, last.endMs);
  let lastDay = Number.NaN;
  return slots.filter(({ startMs }) => {
    const day = dayOf(startMs);
    if (day === lastDay) return false;
    lastDay = day;
    return true;
  });
}

function requireQuery({ lengthMinutes, nowMs, rules, window }: SlotQuery): void {
  requireWhole({ lengthMinutes, slotIntervalMinutes: rules.slotIntervalMinutes }, 1);
  const { startOffsetMinutes, minimumNoticeMinutes, bufferBeforeMinutes, bufferAfterMinutes } = rules;
  requireWhole({ startOffsetMinutes, minimumNoticeMinutes, bufferBeforeMinutes, bufferAfterMinutes }, 0);
  if ("days" in rules.bookingWindow) requireWhole({ days: rules.bookingWindow.days }, 0);
  if (![nowMs, window.startMs, window.endMs].every(Number.isFinite)) {
    throw new RangeError("Now, and the window's start and end, must be instants");
  }
}

function requireWhole(values: Record<string, number>, least: number): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`${name} must be a whole number of at least ${least}`);
    }
  }
}
