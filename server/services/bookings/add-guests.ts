import { eq } from "drizzle-orm";
import { z } from "zod";
import type { BookingRecord } from "@/db/queries/booking-queries";
import { bookings } from "@/db/schema/bookings";
import { emailSchema, idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { type ChangedBookings, changedBookings } from "./change-booking";
import { bookingUidSchema } from "./get-booking";
import { lockOwnBooking } from "./lock-own-booking";
import { writeAudit } from "./write-audit";

const maxGuests = 10;

export const addGuestsInputSchema = z.object({
  uid: bookingUidSchema,
  guests: z
    .array(emailSchema)
    .min(1, "must name an address")
    .max(maxGuests, `must be at most ${maxGuests} addresses`),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type AddGuestsInput = z.output<typeof addGuestsInputSchema>;

/**
 * Adds guests to a booking; whoever is there already is not added again. Only the host can.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST for a booking that is closed or
 * over, has a seat, or would have too many guests; CONFLICT and UNPROCESSABLE as `answerOnce`.
 */
export async function addGuests(
  ctx: ServiceContext,
  input: AddGuestsInput,
): Promise<OnceAnswer<ChangedBookings>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.addGuests", key: idempotencyKey, input: request }, () =>
      add(ctx, unit, input),
    ),
  );
}

async function add(ctx: ServiceContext, unit: UnitOfWork, input: AddGuestsInput): Promise<ChangedBookings> {
  const { tx, emit } = unit;
  const record = await lockOwnBooking(ctx, tx, input.uid);
  const { id: bookingId, ownerId, revision } = record.booking;
  const guests = guestsAfter(record, input.guests);
  if (guests.length > record.booking.guests.length) {
    await tx
      .update(bookings)
      .set({ guests, revision: revision + 1, updatedAt: ctx.clock.now() })
      .where(eq(bookings.id, bookingId));
    await writeAudit(ctx, tx, { ownerId, bookingId, action: "booking.guests_added", byLink: false });
    emit("booking/updated", { bookingId, ownerId });
  }
  return changedBookings(unit, [bookingId]);
}

function guestsAfter({ booking, attendees, seat }: BookingRecord, added: readonly string[]): string[] {
  if (seat !== null) {
    throw guestsRefused("guests need seats of their own: book one for each of them.", "guests_need_seats");
  }
  const present = new Set(attendees.map(({ email }) => email));
  const guests = [...new Set([...booking.guests, ...added])].filter((guest) => !present.has(guest));
  if (guests.length <= maxGuests) return guests;
  throw guestsRefused(`guests would be more than ${maxGuests} with those there are.`, "too_many_guests");
}

function guestsRefused(message: string, reason: string): ServiceError {
  return new ServiceError("BAD_REQUEST", message, { field: "guests", reason });
}
