import type { EmptyDayReason } from "./explain-day";

const words: Record<EmptyDayReason, string> = {
  closed: "No hours on this day.",
  out_of_office: "Away on this day.",
  past: "This day has passed.",
  too_soon: "Too soon: the times left on this day need more notice.",
  outside_booking_window: "Not open for booking yet, or not any more.",
  fully_booked: "Fully booked.",
  limit_reached: "No more bookings are taken around this day.",
  not_first_slot_of_day: "The one time offered on this day is gone.",
};

/** Why a day offers nothing, in a sentence for whoever wants to book. */
export function describeEmptyDay(reason: EmptyDayReason): string {
  return words[reason];
}
