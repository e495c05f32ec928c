import { z } from "zod";
import { findBooking } from "@/db/queries/booking-queries";
import { findMessages } from "@/db/queries/message-queries";
import { ServiceError } from "@/server/platform/service-error";
import type { ServiceContext } from "@/server/services/service-context";
import { type BookingView, bookingView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";

export const getBookingBySeatInputSchema = z.object({ seatUid: bookingUidSchema });

/**
 * The booking that a seat is taken by. Holding the seat's uid is the right to see it.
 * @throws ServiceError NOT_FOUND for an unknown seat.
 */
export async function getBookingBySeat(
  ctx: ServiceContext,
  { seatUid }: z.output<typeof getBookingBySeatInputSchema>,
): Promise<BookingView> {
  const record = await findBooking(ctx.db, { seatUid });
  if (record) return bookingView(record, await findMessages(ctx.db, record.booking.id));
  throw new ServiceError("NOT_FOUND", `Booking with seatUid=${seatUid} was not found in the database`, {
    field: "seatUid",
    reason: "seat_not_found",
  });
}
