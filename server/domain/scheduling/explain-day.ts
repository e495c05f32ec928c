import { firstRefusal, type RuleName } from "./first-refusal";
import { listSlots } from "./list-slots";
import { epochDayOfDate } from "./local-date";
import { startOfLocalDay } from "./local-day";
import type { Slot, SlotQuery } from "./slot-query";

/** Why a day offers nothing, in the words of someone who looks at a calendar. */
export type EmptyDayReason =
  | "closed"
  | "out_of_office"
  | "past"
  | "too_soon"
  | "outside_booking_window"
  | "fully_booked"
  | "limit_reached"
  | "not_first_slot_of_day";

export type DayExplanation =
  | { kind: "open"; slots: readonly Slot[] }
  | { kind: "empty"; reason: EmptyDayReason };

/**
 * The slots of one day of the visitor's calendar, or why there are none: the first rule that leaves nothing of
 * the day, from the hours to what is booked.
 *
 * @throws RangeError as `listSlots` does, and when `on` isn't a date
 */
export function explainDay(
  query: Omit<SlotQuery, "window">,
  on: string,
  visitorTimeZone: string,
): DayExplanation {
  const epochDay = epochDayOfDate(on);
  const window = {
    startMs: startOfLocalDay(visitorTimeZone, epochDay),
    endMs: startOfLocalDay(visitorTimeZone, epochDay + 1),
  };
  const onDay: SlotQuery = { ...query, window };
  const slots = listSlots(onDay);
  if (slots.length > 0) return { kind: "open", slots };
  const refusal = firstRefusal(onDay, dayOrder, ["not_on_grid"]);
  return { kind: "empty", reason: refusal === undefined ? "closed" : wordsForDays[refusal] };
}

const dayOrder: readonly RuleName[] = [
  "outside_availability",
  "out_of_office",
  "past",
  "minimum_notice",
  "outside_booking_window",
  "busy",
  "limit_reached",
  "not_first_slot_of_day",
];

const wordsForDays: Record<RuleName, EmptyDayReason> = {
  outside_availability: "closed",
  not_on_grid: "closed",
  out_of_office: "out_of_office",
  past: "past",
  minimum_notice: "too_soon",
  outside_booking_window: "outside_booking_window",
  busy: "fully_booked",
  limit_reached: "limit_reached",
  not_first_slot_of_day: "not_first_slot_of_day",
};
