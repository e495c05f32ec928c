import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { findMessages } from "@/db/queries/message-queries";
import { releaseTime } from "@/db/queries/occupancy-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { bookings } from "@/db/schema/bookings";
import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { bookingView, messageView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";
import { requireChangeable } from "./require-changeable";
import type { ChangedBookingView } from "./reschedule-booking";
import { writeAudit } from "./write-audit";
import { replacePlan } from "./write-plan";

export const cancelBookingInputSchema = z.object({
  uid: bookingUidSchema,
  cancellationReason: z.string().trim().max(500, "must be at most 500 characters").optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type CancelBookingInput = z.output<typeof cancelBookingInputSchema>;

/**
 * Cancels a booking: gives its time back, ends what had not gone out and plans the texts of the cancellation, in
 * one commit. Holding the uid is the right to do so; the host has to say why.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST for a closed booking or a missing reason.
 */
export async function cancelBooking(
  ctx: ServiceContext,
  input: CancelBookingInput,
): Promise<OnceAnswer<ChangedBookingView>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.cancel", key: idempotencyKey, input: request }, () =>
      cancel(ctx, unit, input),
    ),
  );
}

async function cancel(
  ctx: ServiceContext,
  { tx, emit }: UnitOfWork,
  input: CancelBookingInput,
): Promise<ChangedBookingView> {
  const now = ctx.clock.now();
  const bookingId = await lockBooking(tx, input.uid);
  const before = bookingId === null ? null : await findBooking(tx, { id: bookingId });
  if (bookingId === null || !before) throw bookingNotFound(input.uid);
  requireChangeable(before.booking, "cancel", now);
  const { ownerId, eventTypeId, requestedWorkflowIds } = before.booking;
  const isHost = actingUserId(ctx.actor) === ownerId;
  const cancellationReason = input.cancellationReason || null;
  if (isHost && !cancellationReason) throw reasonRequired();

  const cancelledByEmail = isHost ? before.host.email : null;
  const record = await close(tx, before, { cancellationReason, cancelledByEmail, now });
  await releaseTime(tx, bookingId, now);
  const workflows = await findWorkflowsInForce(tx, {
    ownerId,
    eventTypeId,
    requestedIds: requestedWorkflowIds,
  });
  const plan = planMessages({ occasion: "cancelled", booking: factsOf(record), workflows, now });
  const reason = "booking_cancelled";
  await replacePlan(ctx, tx, { bookingId, ownerId, fromBookingId: bookingId, reason, plan });
  await writeAudit(ctx, tx, { ownerId, bookingId, action: "booking.cancelled", byLink: true });
  emit("booking/cancelled", { bookingId, ownerId });
  const messages = await findMessages(tx, bookingId);
  return {
    ...bookingView(record, messages),
    inFlightMessages: messages.filter((message) => message.state === "sending").map(messageView),
  };
}

async function close(
  tx: Transaction,
  before: BookingRecord,
  change: { cancellationReason: string | null; cancelledByEmail: string | null; now: Date },
): Promise<BookingRecord> {
  const { now, ...columns } = change;
  const { calendarSequence, revision, id } = before.booking;
  const [booking] = await tx
    .update(bookings)
    .set({
      ...columns,
      status: "cancelled",
      calendarSequence: calendarSequence + 1,
      revision: revision + 1,
      updatedAt: now,
    })
    .where(eq(bookings.id, id))
    .returning();
  if (!booking) throw new Error(`Booking ${id} vanished under its own lock.`);
  return { ...before, booking };
}

function reasonRequired(): ServiceError {
  return new ServiceError("BAD_REQUEST", "Cancellation reason is required when you are the host", {
    field: "cancellationReason",
    reason: "cancellation_reason_required",
  });
}
