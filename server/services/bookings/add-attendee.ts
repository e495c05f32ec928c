import { eq } from "drizzle-orm";
import { z } from "zod";
import { type BookingRecord, findBooking } from "@/db/queries/booking-queries";
import { attendees, bookings } from "@/db/schema/bookings";
import {
  attendeeSchema,
  createBookingInputSchema,
  emailSchema,
  idempotencyKeySchema,
} from "@/server/domain/bookings/create-booking-input";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { type BookingView, bookingView } from "./booking-view";
import { changeAttendees } from "./change-attendees";
import { bookInUnit } from "./create-booking";
import { bookingUidSchema } from "./get-booking";
import { lockOwnBooking } from "./lock-own-booking";
import { phoneInRequest } from "./phone-in-request";

const maxAttendees = 11;

export const addAttendeeInputSchema = z.object({
  uid: bookingUidSchema,
  attendee: attendeeSchema.extend({ email: emailSchema }),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type AddAttendeeInput = z.output<typeof addAttendeeInputSchema>;

/** One who takes part, and the booking by which they do. */
export type AttendeeOfBooking = BookingView["attendees"][number] & {
  bookingId: number;
  bookingUid: string;
  seatUid: string | null;
};

/**
 * Adds one who takes part to a booking: told of it by mail where it is agreed, and from then on of what becomes of it.
 * A guest of that address becomes an attendee. Where the booking has a seat, another seat of its session is booked for
 * them instead, by the same rules as any booking. Only the host can.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST for a booking that is closed or
 * over or would have too many attendees, one who takes part already, or an impossible phone number; as `createBooking`
 * for a seat; CONFLICT and UNPROCESSABLE as `answerOnce`.
 */
export async function addAttendee(
  ctx: ServiceContext,
  input: AddAttendeeInput,
): Promise<OnceAnswer<AttendeeOfBooking>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.addAttendee", key: idempotencyKey, input: request }, () =>
      add(ctx, unit, input),
    ),
  );
}

async function add(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { uid, attendee }: AddAttendeeInput,
): Promise<AttendeeOfBooking> {
  const { tx } = unit;
  const before = await lockOwnBooking(ctx, tx, uid);
  if (before.seat !== null) return bookSeat(ctx, unit, before, attendee);
  requireAddable(before, attendee.email);
  const { id: bookingId, guests } = before.booking;
  const { name, email, timeZone, language } = attendee;
  const phoneNumber = phoneInRequest({ attendee, responses: {} });
  const [row] = await tx
    .insert(attendees)
    .values({ bookingId, name, email, phoneNumber, timeZone, language })
    .returning({ id: attendees.id });
  if (!row) throw new Error("The attendee was not inserted.");
  if (guests.includes(email)) {
    const left = guests.filter((guest) => guest !== email);
    await tx.update(bookings).set({ guests: left }).where(eq(bookings.id, bookingId));
  }
  await changeAttendees(ctx, unit, before, { change: "attendee_added", attendeeId: row.id, email });
  const record = await findBooking(tx, { id: bookingId });
  if (!record) throw new Error(`Booking ${bookingId} vanished under its own lock.`);
  return attendeeOfBooking(bookingView(record, []), row.id);
}

async function bookSeat(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { booking }: BookingRecord,
  attendee: AddAttendeeInput["attendee"],
): Promise<AttendeeOfBooking> {
  const booked = await bookInUnit(ctx, unit, {
    ...createBookingInputSchema.parse({
      eventType: { id: booking.eventTypeId },
      startsAt: booking.startsAt.toISOString(),
      attendee,
      lengthMinutes: (booking.endsAt.getTime() - booking.startsAt.getTime()) / 60_000,
      workflowIds: booking.requestedWorkflowIds ?? undefined,
    }),
    location: booking.location,
  });
  return attendeeOfBooking(booked, booked.attendees[0]?.id ?? 0);
}

/** One of a booking's attendees with the booking by which they take part. */
export function attendeeOfBooking(view: BookingView, attendeeId: number): AttendeeOfBooking {
  const attendee = view.attendees.find(({ id }) => id === attendeeId);
  if (!attendee) throw new Error(`Attendee ${attendeeId} is not on booking ${view.id}.`);
  return { ...attendee, bookingId: view.id, bookingUid: view.uid, seatUid: view.seat?.uid ?? null };
}

function requireAddable({ attendees: present }: BookingRecord, email: string): void {
  if (present.some((attendee) => attendee.email === email)) {
    throw new ServiceError("BAD_REQUEST", "attendee.email belongs to someone who takes part already.", {
      field: "attendee.email",
      reason: "attendee_exists",
    });
  }
  if (present.length < maxAttendees) return;
  throw new ServiceError("BAD_REQUEST", `A booking has at most ${maxAttendees} attendees.`, {
    field: "attendee",
    reason: "too_many_attendees",
  });
}
