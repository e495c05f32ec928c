import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { type BookingRecord, findBooking, findBookingsOfSession } from "@/db/queries/booking-queries";
import { lockBooking, lockBookingRows } from "@/db/queries/host-locks";
import { attendees, bookings } from "@/db/schema/bookings";
import { emailSchema, idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeDeliveries } from "@/server/services/webhooks/write-deliveries";
import { bookingNotFound } from "./booking-not-found";
import { type ChangedBookings, changedBookings } from "./change-booking";
import { bookingUidSchema } from "./get-booking";
import { type Absence, planAbsence, withdrawAbsence } from "./write-absence-plan";
import { type AuditAction, writeAudit } from "./write-audit";

const attendeeMarkSchema = z
  .object({
    email: emailSchema.optional(),
    /** E.164; for attendees without an address. */
    phoneNumber: z.string().max(20).optional(),
    absent: z.boolean(),
  })
  .refine(({ email, phoneNumber }) => email !== undefined || phoneNumber !== undefined, {
    path: ["email"],
    error: "must say whom it is about",
  });

export const markAbsentInputSchema = z
  .object({
    uid: bookingUidSchema,
    /** Whether the host didn't come; of a session it holds for all seats. */
    host: z.boolean().optional(),
    attendees: z.array(attendeeMarkSchema).max(100, "must be at most 100 attendees").optional(),
    idempotencyKey: idempotencyKeySchema.optional(),
  })
  .refine(({ host, attendees: marks }) => host !== undefined || (marks?.length ?? 0) > 0, {
    path: ["attendees"],
    error: "must name an attendee, unless host is given",
  });

export type MarkAbsentInput = z.output<typeof markAbsentInputSchema>;

type Mark = { record: BookingRecord; marks: { id: number; absent: boolean }[]; host: boolean | undefined };

/**
 * Marks who didn't come to a meeting that has begun, or takes it back: plans what workflows owe for it, or ends what
 * has not gone out, in one commit. Marks that are there already change nothing. Only the host can.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST before the start, for a
 * booking that is not agreed, or for somebody who isn't its attendee.
 */
export async function markAbsent(
  ctx: ServiceContext,
  input: MarkAbsentInput,
): Promise<OnceAnswer<ChangedBookings>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.markAbsent", key: idempotencyKey, input: request }, () =>
      mark(ctx, unit, input),
    ),
  );
}

async function mark(ctx: ServiceContext, unit: UnitOfWork, input: MarkAbsentInput): Promise<ChangedBookings> {
  const { tx } = unit;
  const userId = requireUserId(ctx.actor);
  const id = await lockBooking(tx, input.uid);
  const named = id === null ? null : await findBooking(tx, { id });
  if (named?.booking.ownerId !== userId) throw bookingNotFound(input.uid);
  requireBegun(named, ctx.clock.now());
  const marks = marksOf(named, input);
  // The host is missing at the one meeting that all seats of a session share.
  const wholeSession = input.host !== undefined && named.seat !== null;
  const ids = wholeSession ? await findBookingsOfSession(tx, named.seat?.sessionId ?? 0) : [named.booking.id];
  await lockBookingRows(tx, ids);
  for (const [index, each] of ids.entries()) {
    const record = each === named.booking.id ? named : await findBooking(tx, { id: each });
    if (!record) throw new Error(`Booking ${each} vanished under its own lock.`);
    const own = record === named ? marks : [];
    // Seats in their order, so that whichever is named, the host is told by the same one.
    await markOne(ctx, unit, { record, marks: own, host: input.host }, index === 0);
  }
  return changedBookings(unit, [named.booking.id, ...ids.filter((each) => each !== named.booking.id)]);
}

async function markOne(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { record, marks, host }: Mark,
  tellsHost: boolean,
): Promise<void> {
  const { tx, emit } = unit;
  const { id: bookingId, ownerId, hostAbsent, revision } = record.booking;
  const changed = marks.filter(({ id, absent }) =>
    record.attendees.some((a) => a.id === id && a.absent !== absent),
  );
  const hostChanges = host !== undefined && host !== hostAbsent;
  if (changed.length === 0 && !hostChanges) return;
  for (const absent of [true, false]) {
    const ids = changed.filter((each) => each.absent === absent).map(({ id }) => id);
    if (ids.length > 0) await tx.update(attendees).set({ absent }).where(inArray(attendees.id, ids));
  }
  await tx
    .update(bookings)
    .set({ hostAbsent: host ?? hostAbsent, revision: revision + 1, updatedAt: ctx.clock.now() })
    .where(eq(bookings.id, bookingId));
  const audit = (action: AuditAction) => writeAudit(ctx, tx, { ownerId, bookingId, action, byLink: false });
  const follow = async (absence: Absence, isAbsent: boolean) => {
    if (isAbsent) await planAbsence(ctx, tx, record, { absence, alreadyTold: tellsHost ? [] : ["host"] });
    else await withdrawAbsence(ctx, tx, bookingId, absence);
  };
  for (const { id, absent } of changed) {
    await audit(absent ? "booking.attendee_absent" : "booking.attendee_present");
    // Messages to the attendee go to whoever booked.
    if (id === record.attendees[0]?.id) await follow("attendee_no_show", absent);
  }
  if (hostChanges) {
    await audit(host ? "booking.host_absent" : "booking.host_present");
    await follow("host_no_show", host);
  }
  emit("booking/no-show.updated", { bookingId, ownerId });
  const told = {
    trigger: "BOOKING_NO_SHOW_UPDATED" as const,
    bookingId,
    more: { bookingUid: record.booking.uid },
  };
  await writeDeliveries(ctx, unit, record.booking, told);
}

function requireBegun({ booking }: BookingRecord, now: Date): void {
  const { uid, status, startsAt } = booking;
  if (status !== "accepted") {
    throw new ServiceError(
      "BAD_REQUEST",
      `Can't mark anyone of booking with uid=${uid} as absent because it is ${status}.`,
      { field: "uid", reason: `is_${status}` },
    );
  }
  if (startsAt <= now) return;
  throw new ServiceError(
    "BAD_REQUEST",
    `Bookings can only be marked as absent after their scheduled start time. This one starts at ${startsAt.toISOString()}; it is ${now.toISOString()} now.`,
    { field: "uid", reason: "not_started", data: { startsAt: startsAt.toISOString() } },
  );
}

function marksOf(record: BookingRecord, input: MarkAbsentInput): Mark["marks"] {
  return (input.attendees ?? []).map(({ email, phoneNumber, absent }, index) => {
    const found = record.attendees.find((attendee) =>
      email === undefined ? attendee.phoneNumber === phoneNumber : attendee.email === email,
    );
    if (found) return { id: found.id, absent };
    const field = `attendees.${index}.${email === undefined ? "phoneNumber" : "email"}`;
    throw new ServiceError("BAD_REQUEST", `${field} is no attendee of this booking.`, {
      field,
      reason: "attendee_not_found",
    });
  });
}
