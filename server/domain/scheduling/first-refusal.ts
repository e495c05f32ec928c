import { isRolling } from "./booking-window";
import type { HostAvailability, Schedule } from "./host-availability";
import { findSlots } from "./list-slots";
import { minutesPerDay, weekdays } from "./local-date";
import type { SlotQuery } from "./slot-query";

/** A rule, named for what a time that it forbids is. */
export type RuleName =
  | "past"
  | "minimum_notice"
  | "outside_booking_window"
  | "outside_availability"
  | "out_of_office"
  | "not_on_grid"
  | "busy"
  | "limit_reached"
  | "not_first_slot_of_day";

// A grid this fine is for windows of one millisecond; whoever asks about a longer one must keep "not_on_grid".
const anyMillisecond = 1 / 60_000;

/**
 * The first rule of `order` that leaves nothing to book in the query's window, when rules are added one by one
 * to those `given`; undefined when something is left.
 */
export function firstRefusal(
  query: SlotQuery,
  order: readonly RuleName[],
  given: readonly RuleName[] = [],
): RuleName | undefined {
  if (query.hosts.length === 0) return "outside_availability";
  const kept = new Set(given);
  // The end of a rolling window depends on what all the other rules leave free.
  const added = isRolling(query.rules.bookingWindow)
    ? [...order.filter((rule) => rule !== "outside_booking_window"), "outside_booking_window" as const]
    : order;
  return added.find((rule) => findSlots(relaxRules(query, kept.add(rule))).length === 0);
}

/** The query under the `kept` rules alone. */
function relaxRules(query: SlotQuery, kept: ReadonlySet<RuleName>): SlotQuery {
  const { rules } = query;
  const keep = <T>(rule: RuleName, value: T, free: T): T => (kept.has(rule) ? value : free);
  const relaxHost = (host: HostAvailability): HostAvailability => ({
    ...host,
    schedule: keep("outside_availability", host.schedule, alwaysOpen(host.schedule)),
    outOfOffice: keep("out_of_office", host.outOfOffice, []),
    busy: keep("busy", host.busy, []),
  });
  return {
    ...query,
    hosts: query.hosts.map(relaxHost),
    rules: {
      ...rules,
      slotIntervalMinutes: keep("not_on_grid", rules.slotIntervalMinutes, anyMillisecond),
      startOffsetMinutes: keep("not_on_grid", rules.startOffsetMinutes, 0),
      minimumNoticeMinutes: keep("minimum_notice", rules.minimumNoticeMinutes, keep("past", 0, -Infinity)),
      bookingWindow: keep("outside_booking_window", rules.bookingWindow, { kind: "unlimited" }),
      bookingLimits: keep("limit_reached", rules.bookingLimits, []),
      onlyFirstSlotOfDay: keep("not_first_slot_of_day", rules.onlyFirstSlotOfDay, false),
    },
  };
}

function alwaysOpen({ timeZone }: Schedule): Schedule {
  const wholeDay = { startMinute: 0, endMinute: minutesPerDay };
  return { timeZone, weeklyHours: weekdays.map((weekday) => ({ weekday, ...wholeDay })), overrides: [] };
}
