import { z } from "zod";
import type { Transaction } from "@/db/client";
import {
  type BookingRecord,
  findBooking,
  findBookingsOfSession,
  findLaterOfSeries,
} from "@/db/queries/booking-queries";
import { lockBookingRows } from "@/db/queries/host-locks";
import { releaseTime } from "@/db/queries/occupancy-queries";
import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import type { RecipientRole } from "@/server/domain/workflows/message-state";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";
import { type ChangedBookings, changeBooking, changedBookings } from "./change-booking";
import { bookingUidSchema } from "./get-booking";
import { lockNamedBooking } from "./lock-named-booking";
import { requireChangeable } from "./require-changeable";
import { requireSeat } from "./require-seat";
import { sessionIsTheHosts } from "./session-is-the-hosts";

export const cancelBookingInputSchema = z.object({
  /** Of a booking; of a series it cancels all dates of it that lie ahead. */
  uid: bookingUidSchema,
  cancellationReason: z.string().trim().max(500, "must be at most 500 characters").optional(),
  /** The booking's seat, for callers who name it. */
  seatUid: bookingUidSchema.optional(),
  /** Refuses to cancel a seat without its uid, for doors whose callers always name it. */
  seatUidRequired: z.boolean().optional(),
  /** Also the later dates of its series. */
  cancelSubsequentBookings: z.boolean().optional(),
  /** Also all others who sit in its session; for the host. */
  wholeSession: z.boolean().optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type CancelBookingInput = z.output<typeof cancelBookingInputSchema>;

/**
 * Cancels a booking, or with it the later dates of its series or all seats of its session: gives their time back,
 * ends what had not gone out and plans the texts of the cancellation, in one commit. Holding the uid is the right
 * to do so; the host has to say why.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST for a closed booking, a missing reason, or a seat
 * that is not the booking's; FORBIDDEN for a whole session unless it is the host's.
 */
export async function cancelBooking(
  ctx: ServiceContext,
  input: CancelBookingInput,
): Promise<OnceAnswer<ChangedBookings>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.cancel", key: idempotencyKey, input: request }, () =>
      cancelInUnit(ctx, unit, input),
    ),
  );
}

/** `cancelBooking` as part of a transaction. */
export async function cancelInUnit(
  ctx: ServiceContext,
  unit: UnitOfWork,
  input: CancelBookingInput,
): Promise<ChangedBookings> {
  const { tx } = unit;
  const now = ctx.clock.now();
  const { record: before, isSeries } = await lockNamedBooking(tx, input.uid, now);
  await requireSeat(tx, before, isSeries ? {} : input);
  requireChangeable(before.booking, "cancel", now);
  const isHost = actingUserId(ctx.actor) === before.booking.ownerId;
  const cancellationReason = input.cancellationReason || null;
  if (isHost && !cancellationReason) throw reasonRequired();
  if (input.wholeSession && !isHost) throw sessionIsTheHosts("cancel");

  const { ids, alreadyTold } = await othersOf(tx, before, {
    now,
    wholeSeries: isSeries || input.cancelSubsequentBookings === true,
    wholeSession: input.wholeSession === true,
  });
  await lockBookingRows(tx, ids);
  const cancelledByEmail = isHost ? before.host.email : null;
  const change = {
    occasion: "cancelled",
    columns: { status: "cancelled", cancellationReason, cancelledByEmail },
    reason: "booking_cancelled",
    byLink: true,
  } as const;
  for (const id of [before.booking.id, ...ids]) {
    const record = id === before.booking.id ? before : await findBooking(tx, { id });
    if (!record) throw new Error(`Booking ${id} vanished under its own lock.`);
    await releaseTime(tx, id, now);
    await changeBooking(ctx, unit, record, { ...change, alreadyTold: record === before ? [] : alreadyTold });
  }
  return changedBookings(unit, [before.booking.id, ...ids]);
}

async function othersOf(
  tx: Transaction,
  { booking, seat }: BookingRecord,
  scope: { now: Date; wholeSeries: boolean; wholeSession: boolean },
): Promise<{ ids: number[]; alreadyTold: readonly RecipientRole[] }> {
  const { seriesUid, seriesIndex } = booking;
  if (scope.wholeSession && seat) {
    const sitting = await findBookingsOfSession(tx, seat.sessionId);
    return { ids: sitting.filter((id) => id !== booking.id), alreadyTold: ["host"] };
  }
  if (scope.wholeSeries && seriesUid !== null && seriesIndex !== null) {
    const ids = await findLaterOfSeries(tx, { seriesUid, seriesIndex, now: scope.now });
    return { ids, alreadyTold: ["attendee", "host"] };
  }
  return { ids: [], alreadyTold: [] };
}

function reasonRequired(): ServiceError {
  return new ServiceError("BAD_REQUEST", "Cancellation reason is required when you are the host", {
    field: "cancellationReason",
    reason: "cancellation_reason_required",
  });
}
