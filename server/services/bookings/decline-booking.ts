import { z } from "zod";
import { releaseTime } from "@/db/queries/occupancy-queries";
import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { type ChangedBookings, changeBooking, changedBookings } from "./change-booking";
import { bookingUidSchema } from "./get-booking";
import { lockRequests } from "./lock-requests";

export const declineBookingInputSchema = z.object({
  uid: bookingUidSchema,
  /** What the attendee is told. */
  reason: z.string().trim().max(500, "must be at most 500 characters").optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type DeclineBookingInput = z.output<typeof declineBookingInputSchema>;

/**
 * Turns a request down, with all dates of its series that lie ahead: gives the time back that it held, and plans
 * the news of it, in one commit. Only the host can.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST for a request that has been
 * answered or cancelled.
 */
export async function declineBooking(
  ctx: ServiceContext,
  input: DeclineBookingInput,
): Promise<OnceAnswer<ChangedBookings>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.decline", key: idempotencyKey, input: request }, () =>
      decline(ctx, unit, input),
    ),
  );
}

async function decline(
  ctx: ServiceContext,
  unit: UnitOfWork,
  input: DeclineBookingInput,
): Promise<ChangedBookings> {
  const records = await lockRequests(ctx, unit, input.uid, "decline");
  for (const [index, record] of records.entries()) {
    await releaseTime(unit.tx, record.booking.id, ctx.clock.now());
    await changeBooking(ctx, unit, record, {
      occasion: "declined",
      columns: { status: "rejected", rejectionReason: input.reason || null },
      reason: "booking_declined",
      byLink: false,
      alreadyTold: index === 0 ? [] : ["attendee", "host"],
    });
  }
  return changedBookings(
    unit,
    records.map(({ booking }) => booking.id),
  );
}
