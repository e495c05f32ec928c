import type { BookingRecord } from "@/db/queries/booking-queries";
import { ServiceError } from "@/server/platform/service-error";

/**
 * Refuses a seat, where one is named, that is not the booking's.
 * @throws ServiceError BAD_REQUEST.
 */
export function requireSeat({ seat, booking }: BookingRecord, seatUid: string | undefined): void {
  if (seatUid === undefined || (seat?.uid === seatUid && booking.status !== "cancelled")) return;
  throw new ServiceError(
    "BAD_REQUEST",
    "Invalid seatUid: this seat does not exist or has already been cancelled.",
    { field: "seatUid", reason: "seat_not_found" },
  );
}
