import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import type { Booking } from "./bookable";

/** Far more than anyone moves one booking. */
const maxMoves = 1_000;

/** The booking that a link leads to: the one named, or where it was moved, the newest of the chain. */
export async function loadNewestBooking(uid: string): Promise<Booking> {
  const caller = await serverCaller();
  let booking = await foundOr404(caller.booking.get({ uid }));
  for (let moves = 0; booking.rescheduledToUid !== null && moves < maxMoves; moves++) {
    booking = await caller.booking.get({ uid: booking.rescheduledToUid });
  }
  return booking;
}
