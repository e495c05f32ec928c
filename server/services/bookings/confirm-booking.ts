import { z } from "zod";
import type { BookingRecord } from "@/db/queries/booking-queries";
import { type EventTypeWithHost, findEventTypeOfBooking } from "@/db/queries/event-type-queries";
import { hasTime } from "@/db/queries/occupancy-queries";
import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import type { RefusalReason } from "@/server/domain/scheduling/check-slot";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { occupyTime } from "@/server/services/occupancies/occupy-time";
import type { ServiceContext } from "@/server/services/service-context";
import { findObstacle } from "@/server/services/slots/require-offered-times";
import { occurrencesRefused, slotRefused } from "@/server/services/slots/slot-refused";
import { type ChangedBookings, changeBooking, changedBookings } from "./change-booking";
import { bookingUidSchema } from "./get-booking";
import { lockRequests } from "./lock-requests";

export const confirmBookingInputSchema = z.object({
  uid: bookingUidSchema,
  idempotencyKey: idempotencyKeySchema.optional(),
});

/**
 * Agrees to a request, with all dates of its series that lie ahead or none: takes the time where it wasn't held,
 * and plans what a booking owes, in one commit. Only the host can.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST for a request that has been
 * answered, was cancelled or has begun, or whose time has been taken meanwhile.
 */
export async function confirmBooking(
  ctx: ServiceContext,
  input: z.output<typeof confirmBookingInputSchema>,
): Promise<OnceAnswer<ChangedBookings>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.confirm", key: idempotencyKey, input: request }, () =>
      confirm(ctx, unit, input.uid),
    ),
  );
}

async function confirm(ctx: ServiceContext, unit: UnitOfWork, uid: string): Promise<ChangedBookings> {
  const { tx } = unit;
  const now = ctx.clock.now();
  const [named, ...others] = await lockRequests(ctx, unit, uid, "confirm");
  if (!named) throw new Error("No request was locked.");
  requireAhead(named, now);
  const found = await findEventTypeOfBooking(tx, named.eventType.id);
  const refused: { startMs: number; reason: RefusalReason }[] = [];
  for (const record of [named, ...others]) {
    const reason = await takeTime(ctx, unit, found, record);
    if (reason !== undefined) refused.push({ startMs: record.booking.startsAt.getTime(), reason });
  }
  const [only] = refused;
  if (only) throw others.length === 0 ? slotRefused(only.reason) : occurrencesRefused(refused);
  for (const record of [named, ...others]) {
    const firstConfirmedAt = record.booking.firstConfirmedAt ?? now;
    await changeBooking(ctx, unit, record, {
      occasion: "confirmed",
      columns: { status: "accepted", firstConfirmedAt },
      reason: "booking_confirmed",
      byLink: false,
      alreadyTold: record === named ? [] : ["attendee", "host"],
    });
  }
  return changedBookings(
    unit,
    [named, ...others].map(({ booking }) => booking.id),
  );
}

/** Takes the time of a request that didn't hold it, or says what is in the way. */
async function takeTime(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  found: EventTypeWithHost,
  { booking }: BookingRecord,
): Promise<RefusalReason | undefined> {
  if (await hasTime(tx, booking.id)) return undefined;
  const { startsAt, endsAt, id } = booking;
  const lengthMinutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  const obstacle = await findObstacle(tx, found, { startsAt, lengthMinutes, now: ctx.clock.now() });
  if (obstacle === undefined) await occupyTime(ctx, tx, found, booking, { bookingId: id });
  return obstacle;
}

function requireAhead({ booking }: BookingRecord, now: Date): void {
  if (booking.startsAt > now) return;
  throw new ServiceError(
    "BAD_REQUEST",
    `Can't confirm booking with uid=${booking.uid} because its time has come already.`,
    { field: "uid", reason: "already_started" },
  );
}
