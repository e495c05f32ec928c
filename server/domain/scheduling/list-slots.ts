import { bookableStarts } from "./booking-window";
import { combineHosts } from "./combine-hosts";
import { listHostSlots } from "./list-host-slots";
import type { Slot, SlotQuery } from "./slot-query";

/**
 * Every time that can be booked and starts inside the query's window, ascending by start and each start once;
 * none for a query without hosts.
 *
 * The window bounds the answer only: nothing is cut off inside it.
 *
 * @throws RangeError when a length, interval, block, date or zone is malformed
 */
export function listSlots(query: SlotQuery): Slot[] {
  const { rules, window, nowMs, lengthMinutes } = query;
  requireMinutes("lengthMinutes", lengthMinutes);
  requireMinutes("slotIntervalMinutes", rules.slotIntervalMinutes);
  const bookable = bookableStarts(rules, nowMs);
  const starts = {
    startMs: Math.max(window.startMs, bookable.startMs, earliestStart(query)),
    endMs: Math.min(window.endMs, bookable.endMs),
  };
  if (starts.startMs >= starts.endMs) return [];
  return combineHosts(
    query,
    query.hosts.map((host) => listHostSlots(host, query, starts)),
  );
}

function earliestStart({ nowMs, rules }: SlotQuery): number {
  return nowMs + Math.max(0, rules.minimumNoticeMinutes) * 60_000;
}

function requireMinutes(name: string, minutes: number): void {
  if (!Number.isInteger(minutes) || minutes <= 0)
    throw new RangeError(`${name} must be a whole number above 0`);
}
