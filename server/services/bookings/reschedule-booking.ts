import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import {
  type BookingRecord,
  findBooking,
  findBookingsOfSession,
  findFirstOfSeries,
} from "@/db/queries/booking-queries";
import { type EventTypeWithHost, findEventType } from "@/db/queries/event-type-queries";
import { lockBooking, lockBookingRows } from "@/db/queries/host-locks";
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
import { type ChangedBookings, changedBookings } from "./change-booking";
import { freshViews } from "./fresh-views";
import { bookingUidSchema } from "./get-booking";
import type { NewBooking } from "./insert-booking";
import { openBooking } from "./open-booking";
import { requireChangeable } from "./require-changeable";
import { requireSeat } from "./require-seat";
import { sessionIsTheHosts } from "./session-is-the-hosts";

export const rescheduleBookingInputSchema = z.object({
  uid: bookingUidSchema,
  startsAt: z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with Z or an offset" }),
  /** Another length that the event type offers; the booking keeps its own when absent. */
  lengthMinutes: z.int().min(1).optional(),
  /** The booking's seat, for callers who name it. */
  seatUid: bookingUidSchema.optional(),
  /** Refuses to move a seat without its uid, for doors whose callers always name it. */
  seatUidRequired: z.boolean().optional(),
  /** Also all others who sit in its session; for the host. */
  wholeSession: z.boolean().optional(),
  /** The hold on the new time that this uses up. */
  reservationUid: z.string().max(100).optional(),
  reschedulingReason: z.string().trim().max(500, "must be at most 500 characters").optional(),
  rescheduledByEmail: emailSchema.optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type RescheduleBookingInput = z.output<typeof rescheduleBookingInputSchema>;

/**
 * Moves a booking, or with it all seats of its session: closes it and creates a linked one at the new time, whose plan takes the place of what had
 * not gone out, in one commit. Holding the uid is the right to do so. Where the host must agree to bookings, they
 * must agree to a move too, unless it is theirs.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST for a closed booking or a time not offered, a
 * taken one with the next free times as `alternatives`; FORBIDDEN for a whole session unless it is the host's.
 */
export async function rescheduleBooking(
  ctx: ServiceContext,
  input: RescheduleBookingInput,
): Promise<OnceAnswer<ChangedBookings>> {
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
): Promise<ChangedBookings> {
  const { tx } = unit;
  const now = ctx.clock.now();
  const oldId = await lockBooking(tx, input.uid);
  const old = oldId === null ? null : await findBooking(tx, { id: oldId });
  if (!old) throw await notOneBooking(tx, input.uid, now);
  await requireSeat(tx, old, input);
  requireChangeable(old.booking, "reschedule", now);
  const found = await findEventType(tx, { id: old.eventType.id });
  if (!found) throw notOfferedAnyMore(old);
  const startsAt = new Date(input.startsAt);
  const lengthMinutes = lengthAfterMove(found, old, input.lengthMinutes);
  if (input.reservationUid !== undefined) await releaseHold(tx, found.host.id, input.reservationUid);
  const olds = [old, ...(await othersInSession(ctx, tx, old, input.wholeSession))];
  for (const { booking } of olds) await releaseTime(tx, booking.id, now);
  const endsAt = new Date(startsAt.getTime() + lengthMinutes * 60_000);
  const records: BookingRecord[] = [];
  for (const each of olds) {
    await requireOfferedTimes(tx, found, { starts: [startsAt], lengthMinutes, now });
    const booking = successor(ctx, found, each, { input, startsAt, endsAt });
    records.push(await replace(ctx, unit, found, each, { booking, isFirst: each === old }));
  }
  const { inFlightMessages } = await changedBookings(
    unit,
    olds.map(({ booking }) => booking.id),
  );
  const [first, ...others] = await freshViews(tx, records);
  if (!first) throw new Error("Nothing was moved.");
  return { ...first, ...(others.length > 0 && { others }), inFlightMessages };
}

/** Those who sit in a booking's session beside it, locked, when the host moves all of them. */
async function othersInSession(
  ctx: ServiceContext,
  tx: Transaction,
  { booking, seat }: BookingRecord,
  wholeSession = false,
): Promise<BookingRecord[]> {
  if (!wholeSession) return [];
  if (actingUserId(ctx.actor) !== booking.ownerId) throw sessionIsTheHosts("move");
  const ids = seat === null ? [] : await findBookingsOfSession(tx, seat.sessionId);
  await lockBookingRows(tx, ids);
  const records = await Promise.all(ids.map((id) => findBooking(tx, { id })));
  return records.flatMap((record) => (record === null || record.booking.id === booking.id ? [] : [record]));
}

/** Closes a booking, whose time has been given back, and opens its successor. */
async function replace(
  ctx: ServiceContext,
  unit: UnitOfWork,
  found: EventTypeWithHost,
  old: BookingRecord,
  { booking, isFirst }: { booking: NewBooking; isFirst: boolean },
): Promise<BookingRecord> {
  const { tx } = unit;
  const { id, ownerId, eventTypeId, requestedWorkflowIds: requestedIds } = old.booking;
  await closeMoved(tx, id, booking.uid, ctx.clock.now());
  return openBooking(ctx, unit, {
    found,
    booking,
    people: peopleOf(old),
    workflows: await findWorkflowsInForce(tx, { ownerId, eventTypeId, requestedIds }),
    movedFrom: { id, wasConfirmed: agreedAt(old) !== null },
    alreadyTold: isFirst ? [] : ["host"],
  });
}

/** What to say of a uid that no booking has: it may be the one of a series. */
async function notOneBooking(tx: Transaction, uid: string, now: Date): Promise<ServiceError> {
  if ((await findFirstOfSeries(tx, uid, now)) === null) return bookingNotFound(uid);
  return new ServiceError("BAD_REQUEST", "A series isn't moved as a whole: move its dates one by one.", {
    field: "uid",
    reason: "is_series",
  });
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
  const { seriesUid, seriesIndex, occurrenceAt } = old.booking;
  const now = ctx.clock.now();
  const policy = confirmationPolicyOf(found.eventType);
  const isHost = actingUserId(ctx.actor) === ownerId;
  const isAgreed = isHost || !needsConfirmation(policy, startsAt.getTime(), now.getTime());
  return {
    ...{ title, notes, location, metadata, responses, guests, ownerId, eventTypeId },
    ...{ requestedWorkflowIds, calendarUid, seriesUid, seriesIndex, occurrenceAt, startsAt, endsAt },
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
