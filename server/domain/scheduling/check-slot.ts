import { firstRefusal, type RuleName } from "./first-refusal";
import { listSlots } from "./list-slots";
import { millisecondsPerMinute } from "./local-date";
import type { SlotQuery } from "./slot-query";

/** The rule that forbids a time, or that its session is full. */
export type RefusalReason = RuleName | "no_seats_left";

export type SlotCheck =
  | { kind: "offered"; hostIds: readonly string[]; seatsRemaining?: number }
  | { kind: "refused"; reason: RefusalReason };

/** A query about one time instead of a window. */
export type SlotCheckQuery = Omit<SlotQuery, "window">;

/**
 * Whether a time can be booked, by whom, and otherwise the first reason why not.
 *
 * Offered exactly when `listSlots` lists it: the answer is read from there.
 *
 * @throws RangeError as `listSlots` does
 */
export function checkSlot(query: SlotCheckQuery, startMs: number): SlotCheck {
  const atStart: SlotQuery = { ...query, window: { startMs, endMs: startMs + 1 } };
  const [slot] = listSlots(atStart);
  if (slot !== undefined) {
    const { hostIds, seatsRemaining } = slot;
    return { kind: "offered", hostIds, ...(seatsRemaining !== undefined && { seatsRemaining }) };
  }
  const reason = firstRefusal(atStart, checkOrder) ?? "outside_availability";
  return {
    kind: "refused",
    reason: reason === "busy" && isFullSession(query, startMs) ? "no_seats_left" : reason,
  };
}

const checkOrder: readonly RuleName[] = [
  "past",
  "minimum_notice",
  "outside_booking_window",
  "outside_availability",
  "out_of_office",
  "not_on_grid",
  "busy",
  "limit_reached",
  "not_first_slot_of_day",
];

function isFullSession({ hosts, lengthMinutes }: SlotCheckQuery, startMs: number): boolean {
  const endMs = startMs + lengthMinutes * millisecondsPerMinute;
  return hosts.some(({ busy }) =>
    busy.some((taken) => taken.seatsRemaining === 0 && taken.startMs === startMs && taken.endMs === endMs),
  );
}
