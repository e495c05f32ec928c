const words: Readonly<Record<string, string>> = {
  slot_taken: "Somebody else just took that time.",
  no_seats_left: "The last seat at that time was just taken.",
  occurrences_not_free: "Not all dates of the series are free from that time on.",
  past: "That time has passed.",
  minimum_notice: "That time is too soon now.",
  limit_reached: "No more bookings are taken around that time.",
  out_of_office: "There are no hours at that time any more.",
  outside_availability: "There are no hours at that time any more.",
  outside_booking_window: "That time can’t be booked any more.",
};

/** Why a chosen time can't be booked, for whoever has to choose another. */
export function refusedTime(reason: string): string {
  return words[reason] ?? "That time can’t be booked any more.";
}
