import { z } from "zod";
import { findBooking } from "@/db/queries/booking-queries";
import { findMessages } from "@/db/queries/message-queries";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView } from "./booking-view";

export const bookingUidSchema = z
  .string()
  .min(1, "must not be empty")
  .max(100, "must be at most 100 characters");
export const getBookingInputSchema = z.object({ uid: bookingUidSchema });

/**
 * A booking with its plan as it stands now. Holding the uid is the right to see it.
 * @throws ServiceError NOT_FOUND for an unknown uid.
 */
export async function getBooking(
  ctx: ServiceContext,
  input: z.output<typeof getBookingInputSchema>,
): Promise<BookingView> {
  const record = await findBooking(ctx.db, input);
  if (!record) throw bookingNotFound(input.uid);
  return bookingView(record, await findMessages(ctx.db, record.booking.id));
}
