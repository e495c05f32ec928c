type Upcoming = { ownerId: number; startsAt: Date };
type Texting = { ownerId: number };

/**
 * The organizer whom a text is taken to be for, all of whose texts come from one number: of those with whom the
 * phone has a booking ahead the one who texted it last, else whoever texted it last, else the next or, where none is
 * ahead, the last booking's. Null where nobody knows the phone. Bookings are by start, `texting` is the latest first.
 */
export function chooseOwner(
  bookings: readonly Upcoming[],
  texting: readonly Texting[],
  now: Date,
): number | null {
  const ahead = bookings.filter(({ startsAt }) => startsAt > now);
  const isAhead = (ownerId: number) => ahead.some((booking) => booking.ownerId === ownerId);
  const chosen = texting.find(({ ownerId }) => isAhead(ownerId)) ?? ahead[0] ?? texting[0] ?? bookings.at(-1);
  return chosen?.ownerId ?? null;
}
