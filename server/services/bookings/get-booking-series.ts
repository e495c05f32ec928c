import { z } from "zod";
import { findAllOfSeries, findBooking } from "@/db/queries/booking-queries";
import { findMessages } from "@/db/queries/message-queries";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";

export const getBookingSeriesInputSchema = z.object({ seriesUid: bookingUidSchema });

/**
 * The bookings of a series in their order, cancelled ones included; one that was moved is where it is now. Holding
 * the series' uid is the right to see them.
 * @throws ServiceError NOT_FOUND for an unknown series.
 */
export async function getBookingSeries(
  ctx: ServiceContext,
  { seriesUid }: z.output<typeof getBookingSeriesInputSchema>,
): Promise<BookingView[]> {
  const ids = await findAllOfSeries(ctx.db, seriesUid);
  if (ids.length === 0) throw bookingNotFound(seriesUid);
  return Promise.all(
    ids.map(async (id) => {
      const record = await findBooking(ctx.db, { id });
      if (!record) throw new Error(`Booking ${id} vanished.`);
      return bookingView(record, await findMessages(ctx.db, id));
    }),
  );
}
