import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { findBooking } from "@/db/queries/booking-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { cancelMessages, findMessages, lockStoppableMessages } from "@/db/queries/message-queries";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { workflows } from "@/db/schema/workflows";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";
import { writeAudit } from "./write-audit";

export const confirmAttendanceInputSchema = z.object({ uid: bookingUidSchema });

/**
 * Says that the attendee will come, and ends what was owed only because nobody had said so; said again, it changes
 * nothing. Holding the uid is the right to do so.
 * @throws ServiceError NOT_FOUND for an unknown uid; BAD_REQUEST for a booking that is not agreed or has begun.
 */
export async function confirmAttendance(
  ctx: ServiceContext,
  { uid }: z.output<typeof confirmAttendanceInputSchema>,
): Promise<BookingView> {
  return inTransaction(ctx, (unit) => confirmAttendanceInUnit(ctx, unit, uid));
}

/** `confirmAttendance` as part of a transaction. */
export async function confirmAttendanceInUnit(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  uid: string,
): Promise<BookingView> {
  const now = ctx.clock.now();
  const id = await lockBooking(tx, uid);
  const before = id === null ? null : await findBooking(tx, { id });
  if (!before) throw bookingNotFound(uid);
  const { id: bookingId, ownerId, status, startsAt, revision, attendanceConfirmedAt } = before.booking;
  if (status !== "accepted" || startsAt <= now) throw notAhead(uid, status);
  if (attendanceConfirmedAt === null) {
    await tx
      .update(bookings)
      .set({ attendanceConfirmedAt: now, revision: revision + 1, updatedAt: now })
      .where(eq(bookings.id, bookingId));
    await cancelMessages(tx, await lockUnconfirmed(tx, bookingId), "attendance_confirmed", now);
    await writeAudit(ctx, tx, { ownerId, bookingId, action: "booking.attendance_confirmed", byLink: true });
  }
  const after = await findBooking(tx, { id: bookingId });
  if (!after) throw new Error(`Booking ${bookingId} vanished under its own lock.`);
  return bookingView(after, await findMessages(tx, bookingId));
}

/** Locks what waits to be sent only if attendance is not confirmed by then. */
async function lockUnconfirmed(tx: Transaction, bookingId: number): Promise<string[]> {
  const ofTrigger = tx
    .select({ id: workflows.id })
    .from(workflows)
    .where(eq(workflows.trigger, "attendance_not_confirmed"));
  const waiting = await lockStoppableMessages(tx, bookingId, inArray(messages.workflowId, ofTrigger));
  return waiting.map(({ id }) => id);
}

function notAhead(uid: string, status: string): ServiceError {
  const why = status === "accepted" ? "it has begun already" : `it is ${status}`;
  return new ServiceError(
    "BAD_REQUEST",
    `Can't confirm attendance of booking with uid=${uid} because ${why}.`,
    {
      field: "uid",
      reason: status === "accepted" ? "already_started" : `is_${status}`,
    },
  );
}
