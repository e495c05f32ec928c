import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { type BookingRecord, findBooking } from "@/db/queries/booking-queries";
import { type EventTypeWithHost, findEventType } from "@/db/queries/event-type-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { findMessages } from "@/db/queries/message-queries";
import { releaseTime } from "@/db/queries/occupancy-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { bookings } from "@/db/schema/bookings";
import { emailSchema, idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { needsConfirmation } from "@/server/domain/scheduling/confirmation";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { confirmationPolicyOf } from "@/server/services/event-types/confirmation-policy-of";
import { requireOfferedLength } from "@/server/services/event-types/offered-length";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { releaseHold } from "@/server/services/reservations/release-hold";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";
import { requireOfferedTimes } from "@/server/services/slots/require-offered-times";
import { type Wanted, withAlternatives } from "@/server/services/slots/with-alternatives";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView, type MessageView, messageView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";
import type { NewBooking } from "./insert-booking";
import { openBooking } from "./open-booking";
import { requireChangeable } from "./require-changeable";
import { requireSeat } from "./require-seat";

export const rescheduleBookingInputSchema = z.object({
  uid: bookingUidSchema,
  startsAt: z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with Z or an offset" }),
  /** Another length that the event type offers; the booking keeps its own when absent. */
  lengthMinutes: z.int().min(1).optional(),
  /** The booking's seat, for callers who name it. */
  seatUid: bookingUidSchema.optional(),
  /** The hold on the new time that this uses up. */
  reservationUid: z.string().max(100).optional(),
  reschedulingReason: z.string().trim().max(500, "must be at most 500 characters").optional(),
  rescheduledByEmail: emailSchema.optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type RescheduleBookingInput = z.output<typeof rescheduleBookingInputSchema>;

/** A changed booking, and the messages of before the change that were going out already and could not be stopped. */
export type ChangedBookingView = BookingView & { inFlightMessages: MessageView[] };

/**
 * Moves a booking: closes it and creates a linked one at the new time, whose plan takes the place of what had
 * not gone out, in one commit. Holding the uid is the right to do so. Where the host must agree to bookings, they
 * must agree to a move too, unless it is theirs.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST for a closed booking or a time not offered, a
 * taken one with the next free times as `alternatives`.
 */
export async function rescheduleBooking(
  ctx: ServiceContext,
  input: RescheduleBookingInput,
): Promise<OnceAnswer<ChangedBookingView>> {
  const { idempotencyKey, ...request } = input;
  return withAlternatives(
    ctx,
    () => wantedBy(ctx, input),
    () =>
      inTransaction(ctx, (unit) =>
        answerOnce(ctx, unit.tx, { verb: "booking.reschedule", key: idempotencyKey, input: request }, () =>
          move(ctx, unit, input),
        ),
      ),
  );
}

async function wantedBy(ctx: ServiceContext, input: RescheduleBookingInput): Promise<Wanted | null> {
  const { uid, startsAt, lengthMinutes, reservationUid } = input;
  const old = await findBooking(ctx.db, { uid });
  if (old === null) return null;
  const eventType = { id: old.eventType.id };
  return { eventType, startsAt, lengthMinutes, reservationUid, bookingUidToReschedule: uid };
}

async function move(
  ctx: ServiceContext,
  unit: UnitOfWork,
  input: RescheduleBookingInput,
): Promise<ChangedBookingView> {
  const { tx } = unit;
  const now = ctx.clock.now();
  const oldId = await lockBooking(tx, input.uid);
  const old = oldId === null ? null : await findBooking(tx, { id: oldId });
  if (!old) throw bookingNotFound(input.uid);
  requireSeat(old, input.seatUid);
  requireChangeable(old.booking, "reschedule", now);
  const found = await findEventType(tx, { id: old.eventType.id });
  if (!found) throw notOfferedAnyMore(old);
  const startsAt = new Date(input.startsAt);
  const lengthMinutes = lengthAfterMove(found, old, input.lengthMinutes);
  if (input.reservationUid !== undefined) await releaseHold(tx, found.host.id, input.reservationUid);
  const exceptBookingId = old.booking.id;
  await requireOfferedTimes(tx, found, { starts: [startsAt], lengthMinutes, now, exceptBookingId });

  const endsAt = new Date(startsAt.getTime() + lengthMinutes * 60_000);
  const booking = successor(ctx, found, old, { input, startsAt, endsAt });
  await releaseTime(tx, old.booking.id, now);
  await closeMoved(tx, old.booking.id, booking.uid, now);
  const { ownerId, eventTypeId, requestedWorkflowIds: requestedIds } = old.booking;
  const workflows = await findWorkflowsInForce(tx, { ownerId, eventTypeId, requestedIds });
  const movedFrom = { id: old.booking.id, wasConfirmed: agreedAt(old) !== null };
  const record = await openBooking(ctx, unit, {
    found,
    booking,
    people: peopleOf(old),
    workflows,
    movedFrom,
  });
  const leftovers = await findMessages(tx, old.booking.id);
  return {
    ...bookingView(record, await findMessages(tx, record.booking.id)),
    inFlightMessages: leftovers.filter((message) => message.state === "sending").map(messageView),
  };
}

function lengthAfterMove(
  { eventType }: EventTypeWithHost,
  { booking }: BookingRecord,
  wanted: number | undefined,
): number {
  const own = (booking.endsAt.getTime() - booking.startsAt.getTime()) / 60_000;
  if (wanted === undefined || wanted === own) return own;
  return requireOfferedLength(eventType, wanted, "lengthMinutes");
}

/** When the meeting was first agreed; bookings from before there were requests were agreed when they were made. */
function agreedAt({ booking }: BookingRecord): Date | null {
  return booking.firstConfirmedAt ?? (booking.status === "accepted" ? booking.createdAt : null);
}

function successor(
  ctx: ServiceContext,
  found: EventTypeWithHost,
  old: BookingRecord,
  change: { input: RescheduleBookingInput; startsAt: Date; endsAt: Date },
): NewBooking {
  const { input, startsAt, endsAt } = change;
  const { title, notes, location, metadata, responses, guests, ownerId, eventTypeId } = old.booking;
  const { requestedWorkflowIds, calendarUid, calendarSequence, revision, uid } = old.booking;
  const { seriesUid, seriesIndex } = old.booking;
  const now = ctx.clock.now();
  const policy = confirmationPolicyOf(found.eventType);
  const isHost = actingUserId(ctx.actor) === ownerId;
  const isAgreed = isHost || !needsConfirmation(policy, startsAt.getTime(), now.getTime());
  return {
    ...{ title, notes, location, metadata, responses, guests, ownerId, eventTypeId },
    ...{ requestedWorkflowIds, calendarUid, seriesUid, seriesIndex, startsAt, endsAt },
    uid: ctx.random.token(16),
    status: isAgreed ? "accepted" : "pending",
    firstConfirmedAt: agreedAt(old) ?? (isAgreed ? now : null),
    calendarSequence: calendarSequence + 1,
    revision: revision + 1,
    rescheduledFromUid: uid,
    reschedulingReason: input.reschedulingReason || null,
    rescheduledByEmail: input.rescheduledByEmail ?? null,
  };
}

function peopleOf(old: BookingRecord) {
  return old.attendees.map(({ name, email, phoneNumber, timeZone, language }) => ({
    name,
    email,
    phoneNumber,
    timeZone,
    language,
  }));
}

async function closeMoved(tx: Transaction, id: number, rescheduledToUid: string, now: Date): Promise<void> {
  await tx
    .update(bookings)
    .set({ status: "cancelled", rescheduledToUid, updatedAt: now })
    .where(eq(bookings.id, id));
}

function notOfferedAnyMore({ booking }: BookingRecord): ServiceError {
  return new ServiceError(
    "BAD_REQUEST",
    `Can't reschedule booking with uid=${booking.uid} because its event type is not offered any more.`,
    { field: "uid", reason: "event_type_deleted" },
  );
}
