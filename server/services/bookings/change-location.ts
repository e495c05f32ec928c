import { eq } from "drizzle-orm";
import { z } from "zod";
import {
  type BookingRecord,
  factsOf,
  findBooking,
  findBookingsOfSession,
} from "@/db/queries/booking-queries";
import { lockBookingRows } from "@/db/queries/host-locks";
import { lockStoppableMessages } from "@/db/queries/message-queries";
import { bookings } from "@/db/schema/bookings";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { type ChangedBookings, changedBookings } from "./change-booking";
import { bookingUidSchema } from "./get-booking";
import { lockOwnBooking } from "./lock-own-booking";
import { placeInWords } from "./resolve-location";
import { writeAudit } from "./write-audit";
import { insertPlan } from "./write-plan";

export const changeLocationInputSchema = z.object({
  uid: bookingUidSchema,
  /** An address, a link, a phone number, or any other words for where it takes place. */
  location: z.string().trim().min(1, "must not be empty").max(500, "must be at most 500 characters"),
});

/**
 * Changes where a meeting takes place, for all who sit in its session: what has not gone out names the new place, and
 * the attendees are told, in one commit. The place that it has already changes nothing. Only the host can.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST for a booking that is closed
 * or over.
 */
export async function changeLocation(
  ctx: ServiceContext,
  { uid, location }: z.output<typeof changeLocationInputSchema>,
): Promise<ChangedBookings> {
  return inTransaction(ctx, async (unit) => {
    const named = await lockOwnBooking(ctx, unit.tx, uid);
    const sitting = named.seat === null ? [] : await findBookingsOfSession(unit.tx, named.seat.sessionId);
    const others = sitting.filter((id) => id !== named.booking.id);
    await lockBookingRows(unit.tx, others);
    for (const id of [named.booking.id, ...others]) {
      const record = id === named.booking.id ? named : await findBooking(unit.tx, { id });
      if (!record) throw new Error(`Booking ${id} vanished under its own lock.`);
      await relocate(ctx, unit, record, placeInWords(location));
    }
    return changedBookings(unit, [named.booking.id, ...others]);
  });
}

async function relocate(
  ctx: ServiceContext,
  { tx, emit }: UnitOfWork,
  before: BookingRecord,
  location: string,
): Promise<void> {
  const { id: bookingId, ownerId, calendarSequence } = before.booking;
  if (before.booking.location === location) return;
  const now = ctx.clock.now();
  const revision = before.booking.revision + 1;
  const [booking] = await tx
    .update(bookings)
    .set({ location, revision, calendarSequence: calendarSequence + 1, updatedAt: now })
    .where(eq(bookings.id, bookingId))
    .returning();
  if (!booking) throw new Error(`Booking ${bookingId} vanished under its own lock.`);
  const facts = factsOf({ ...before, booking });
  const wasConfirmedBefore = booking.firstConfirmedAt !== null || booking.status === "accepted";
  const plan = planMessages({
    occasion: "relocated",
    booking: facts,
    workflows: [],
    now,
    wasConfirmedBefore,
  });
  // News of an earlier change that still waits will name this place.
  const waiting = await lockStoppableMessages(tx, bookingId);
  const owed = plan.filter(
    (news) =>
      !waiting.some(({ source, recipient }) => source === news.source && recipient === news.recipient),
  );
  const occurrence = `revision-${revision}`;
  await insertPlan(
    ctx,
    tx,
    { bookingId, ownerId },
    owed.map((message) => ({ ...message, occurrence })),
  );
  await writeAudit(ctx, tx, { ownerId, bookingId, action: "booking.location_changed", byLink: false });
  emit("booking/updated", { bookingId, ownerId });
}
