import { eq } from "drizzle-orm";
import { z } from "zod";
import { findBooking } from "@/db/queries/booking-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { findMessages } from "@/db/queries/message-queries";
import { bookings } from "@/db/schema/bookings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";
import { writeAudit } from "./write-audit";

export const rateBookingInputSchema = z.object({
  uid: bookingUidSchema,
  rating: z.int("must be a whole number").min(1, "must be from 1 to 5").max(5, "must be from 1 to 5"),
  comment: z.string().trim().max(1000, "must be at most 1000 characters").default(""),
});

/**
 * Says how a meeting was, once it has begun; said again, the later word counts. Holding the uid is the right to do so.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST before the start, or for a booking that is not agreed.
 */
export async function rateBooking(
  ctx: ServiceContext,
  { uid, rating, comment }: z.output<typeof rateBookingInputSchema>,
): Promise<BookingView> {
  return inTransaction(ctx, async ({ tx }) => {
    const id = await lockBooking(tx, uid);
    const before = id === null ? null : await findBooking(tx, { id });
    if (!before) throw bookingNotFound(uid);
    const { id: bookingId, ownerId, status, startsAt, revision } = before.booking;
    if (status !== "accepted" || startsAt > ctx.clock.now()) {
      const why = status === "accepted" ? "hasn't begun yet" : `is ${status}`;
      throw new ServiceError("BAD_REQUEST", `Can't rate booking with uid=${uid} because it ${why}.`, {
        field: "uid",
        reason: status === "accepted" ? "not_started" : `is_${status}`,
      });
    }
    const updatedAt = ctx.clock.now();
    await tx
      .update(bookings)
      .set({ rating, ratingComment: comment, revision: revision + 1, updatedAt })
      .where(eq(bookings.id, bookingId));
    await writeAudit(ctx, tx, { ownerId, bookingId, action: "booking.rated", byLink: true });
    const after = await findBooking(tx, { id: bookingId });
    if (!after) throw new Error(`Booking ${bookingId} vanished under its own lock.`);
    return bookingView(after, await findMessages(tx, bookingId));
  });
}
