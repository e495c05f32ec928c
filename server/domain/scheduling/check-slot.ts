import { bookableStarts } from "./booking-window";
import { listSlots } from "./list-slots";
import { millisecondsPerMinute } from "./local-date";
import type { SlotQuery } from "./slot-query";

/** Why a time can't be booked: the first of these that holds. */
export type RefusalReason =
  | "past"
  | "minimum_notice"
  | "outside_booking_window"
  | "outside_availability"
  | "out_of_office"
  | "not_on_grid"
  | "busy"
  | "no_seats_left"
  | "limit_reached"
  | "not_first_slot_of_day"
  | "hosts_not_free_together";

export type SlotCheck =
  | { kind: "offered"; hostIds: readonly string[]; seatsRemaining?: number }
  | { kind: "refused"; reason: RefusalReason };

export type SlotCheckQuery = Omit<SlotQuery, "window">;

/**
 * Whether a time can be booked, and otherwise why not.
 *
 * Offered exactly when `listSlots` lists it: the answer is read from there.
 *
 * @throws RangeError as `listSlots`
 */
export function checkSlot(query: SlotCheckQuery, startMs: number): SlotCheck {
  const [slot] = listSlots({ ...query, window: { startMs, endMs: startMs + 1 } });
  if (slot !== undefined) {
    const { hostIds, seatsRemaining } = slot;
    return { kind: "offered", hostIds, ...(seatsRemaining !== undefined && { seatsRemaining }) };
  }
  return { kind: "refused", reason: refusalReason(query, startMs) };
}

function refusalReason(query: SlotCheckQuery, startMs: number): RefusalReason {
  const { nowMs, rules } = query;
  if (startMs < nowMs) return "past";
  if (startMs < nowMs + rules.minimumNoticeMinutes * millisecondsPerMinute) return "minimum_notice";
  const bookable = bookableStarts(rules, nowMs);
  if (startMs < bookable.startMs || startMs >= bookable.endMs) return "outside_booking_window";
  const window = { startMs, endMs: startMs + 1 };
  const idle = { ...query, window, hosts: query.hosts.map((host) => ({ ...host, busy: [] })) };
  if (listSlots(idle).length > 0) return "busy";
  const anyMinute = { ...idle, rules: { ...rules, slotIntervalMinutes: 1, startOffsetMinutes: 0 } };
  return listSlots(anyMinute).length > 0 ? "not_on_grid" : "outside_availability";
}
