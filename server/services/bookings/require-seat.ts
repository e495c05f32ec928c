import type { Transaction } from "@/db/client";
import { type BookingRecord, findBooking } from "@/db/queries/booking-queries";
import { ServiceError } from "@/server/platform/service-error";

export type NamedSeat = { seatUid?: string; seatUidRequired?: boolean; wholeSession?: boolean };

/**
 * Refuses a seat, where one is named, that is not the booking's, and a booking of a seat that isn't named though it
 * must be.
 * @throws ServiceError BAD_REQUEST.
 */
export async function requireSeat(
  tx: Transaction,
  { seat, booking }: BookingRecord,
  { seatUid, seatUidRequired = false, wholeSession = false }: NamedSeat,
): Promise<void> {
  if (seatUid === undefined) {
    if (!seatUidRequired || seat === null || wholeSession) return;
    throw seatRefused(
      "seatUid is required: this booking is a seat. Pass the seatUid that it has.",
      "required",
    );
  }
  const isOpen = booking.status === "pending" || booking.status === "accepted";
  if (seat?.uid === seatUid && isOpen) return;
  const other = seat?.uid === seatUid ? null : await findBooking(tx, { seatUid });
  if (other !== null && other.booking.status !== "cancelled") {
    throw seatRefused("Invalid seatUid: this seat does not belong to this booking.", "of_another_booking");
  }
  throw seatRefused("Invalid seatUid: this seat does not exist or has already been cancelled.", "not_found");
}

function seatRefused(message: string, why: "required" | "of_another_booking" | "not_found"): ServiceError {
  return new ServiceError("BAD_REQUEST", message, { field: "seatUid", reason: `seat_${why}` });
}
