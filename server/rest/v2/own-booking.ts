import type { AppCaller } from "@/server/routers/app-router";
import { RestError } from "../rest-error";
import { bookingMissing } from "./booking-words";

/** A booking of the caller's; another's is not found. @throws RestError 404. */
export async function ownBooking(
  caller: AppCaller,
  uid: string,
): Promise<Awaited<ReturnType<AppCaller["booking"]["get"]>>> {
  const { bookings } = await caller.booking.search({ uid });
  const [booking] = bookings;
  if (booking) return booking;
  throw new RestError(404, bookingMissing(uid), { field: "uid", reason: "booking_not_found" });
}
