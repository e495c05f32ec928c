import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import { findEventType } from "@/db/queries/event-type-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { findMessages } from "@/db/queries/message-queries";
import { releaseTime } from "@/db/queries/occupancy-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { bookings } from "@/db/schema/bookings";
import { emailSchema, idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView, type MessageView, messageView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";
import { insertBooking } from "./insert-booking";
import { requireChangeable } from "./require-changeable";
import { occupySlot, requireOfferedSlot } from "./take-slot";
import { writeAudit } from "./write-audit";
import { replacePlan } from "./write-plan";

export const rescheduleBookingInputSchema = z.object({
  uid: bookingUidSchema,
  startsAt: z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with Z or an offset" }),
  reschedulingReason: z.string().trim().max(500, "must be at most 500 characters").optional(),
  rescheduledByEmail: emailSchema.optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type RescheduleBookingInput = z.output<typeof rescheduleBookingInputSchema>;

/** A changed booking, and the messages of before the change that were going out already and could not be stopped. */
export type ChangedBookingView = BookingView & { inFlightMessages: MessageView[] };

/**
 * Moves a booking: closes it and creates a linked one at the new time, whose plan takes the place of what had
 * not gone out, in one commit. Holding the uid is the right to do so.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST for a closed booking or a time not offered.
 */
export async function rescheduleBooking(
  ctx: ServiceContext,
  input: RescheduleBookingInput,
): Promise<OnceAnswer<ChangedBookingView>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.reschedule", key: idempotencyKey, input: request }, () =>
      move(ctx, unit, input),
    ),
  );
}

async function move(
  ctx: ServiceContext,
  { tx, emit }: UnitOfWork,
  input: RescheduleBookingInput,
): Promise<ChangedBookingView> {
  const now = ctx.clock.now();
  const oldId = await lockBooking(tx, input.uid);
  const old = oldId === null ? null : await findBooking(tx, { id: oldId });
  if (!old) throw bookingNotFound(input.uid);
  requireChangeable(old.booking, "reschedule", now);
  const found = await findEventType(tx, { id: old.eventType.id });
  if (!found) throw new Error(`Event type ${old.eventType.id} vanished.`);
  const { ownerId, eventTypeId } = old.booking;
  const lengthMs = old.booking.endsAt.getTime() - old.booking.startsAt.getTime();
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(startsAt.getTime() + lengthMs);
  await requireOfferedSlot(tx, found, { startsAt, endsAt, now, exceptBookingId: old.booking.id });

  const bookingId = await insertSuccessor(ctx, tx, old, { input, startsAt, endsAt });
  await releaseTime(tx, old.booking.id, now);
  await occupySlot(tx, { hostId: ownerId, eventTypeId, bookingId, startsAt, endsAt, now });
  const record = await findBooking(tx, { id: bookingId });
  if (!record) throw new Error(`Booking ${bookingId} vanished in its own transaction.`);
  await closeMoved(tx, old.booking.id, record.booking.uid, now);
  const workflows = await findWorkflowsInForce(tx, {
    ownerId,
    eventTypeId,
    requestedIds: old.booking.requestedWorkflowIds,
  });
  const plan = planMessages({ occasion: "rescheduled", booking: factsOf(record), workflows, now });
  const reason = "booking_rescheduled";
  await replacePlan(ctx, tx, { bookingId, ownerId, fromBookingId: old.booking.id, reason, plan });
  const details = { fromBookingId: old.booking.id };
  await writeAudit(ctx, tx, { ownerId, bookingId, action: "booking.rescheduled", byLink: true, details });
  emit("booking/rescheduled", { bookingId, ownerId });
  const leftovers = await findMessages(tx, old.booking.id);
  return {
    ...bookingView(record, await findMessages(tx, bookingId)),
    inFlightMessages: leftovers.filter((message) => message.state === "sending").map(messageView),
  };
}

async function insertSuccessor(
  ctx: ServiceContext,
  tx: Transaction,
  old: BookingRecord,
  change: { input: RescheduleBookingInput; startsAt: Date; endsAt: Date },
): Promise<number> {
  const { input, startsAt, endsAt } = change;
  const { title, notes, location, metadata, responses, guests, ownerId, eventTypeId } = old.booking;
  const { requestedWorkflowIds, calendarUid, calendarSequence, revision, uid } = old.booking;
  const carried = { title, notes, location, metadata, responses, guests, ownerId, eventTypeId };
  return insertBooking(
    ctx,
    tx,
    {
      ...carried,
      uid: ctx.random.token(16),
      startsAt,
      endsAt,
      requestedWorkflowIds,
      calendarUid,
      calendarSequence: calendarSequence + 1,
      revision: revision + 1,
      rescheduledFromUid: uid,
      reschedulingReason: input.reschedulingReason || null,
      rescheduledByEmail: input.rescheduledByEmail ?? null,
    },
    old.attendees.map(({ name, email, phoneNumber, timeZone, language }) => ({
      name,
      email,
      phoneNumber,
      timeZone,
      language,
    })),
  );
}

async function closeMoved(tx: Transaction, id: number, rescheduledToUid: string, now: Date): Promise<void> {
  await tx
    .update(bookings)
    .set({ status: "cancelled", rescheduledToUid, updatedAt: now })
    .where(eq(bookings.id, id));
}
