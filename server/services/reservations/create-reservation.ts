import { z } from "zod";
import { countHolds } from "@/db/queries/hold-queries";
import { lockHostOfEventType } from "@/db/queries/host-locks";
import {
  eventTypeReferenceSchema,
  idempotencyKeySchema,
} from "@/server/domain/bookings/create-booking-input";
import { lengthMinutesSchema } from "@/server/domain/scheduling/rules-schemas";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { eventTypeLookup } from "@/server/services/event-types/event-type-lookup";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import { requireOfferedLength } from "@/server/services/event-types/offered-length";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { instantSchema } from "@/server/services/slots/list-slots";
import { withAlternatives } from "@/server/services/slots/with-alternatives";
import { holdExpiry, holdMinutesSchema } from "./hold-minutes";
import { holdTime } from "./hold-time";
import { type ReservationView, reservationView } from "./reservation-view";

const maxHoldsPerHost = 100;

export const createReservationInputSchema = z.object({
  eventType: eventTypeReferenceSchema,
  startsAt: instantSchema,
  lengthMinutes: lengthMinutesSchema.optional(),
  /** How long it is held; only the host may say. */
  holdMinutes: holdMinutesSchema.optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});

export type CreateReservationInput = z.output<typeof createReservationInputSchema>;

/**
 * Holds a free time, or a seat, for some minutes: nobody else can book or hold it until then. Anyone may; the uid
 * is the right to keep it, to give it back and to book it.
 * @throws ServiceError NOT_FOUND for an unknown event type; UNPROCESSABLE for a time that is booked, reserved or
 * full, with the next free times as `alternatives`; BAD_REQUEST for any other that is not offered;
 * TOO_MANY_REQUESTS when too much of the host's time is held; UNAUTHORIZED and FORBIDDEN as `holdExpiry`; CONFLICT
 * and UNPROCESSABLE as `answerOnce`.
 */
export async function createReservation(
  ctx: ServiceContext,
  input: CreateReservationInput,
): Promise<OnceAnswer<ReservationView>> {
  const { idempotencyKey, ...request } = input;
  return withAlternatives(
    ctx,
    () => input,
    () =>
      inTransaction(ctx, (unit) =>
        answerOnce(ctx, unit.tx, { verb: "reservation.create", key: idempotencyKey, input: request }, () =>
          reserve(ctx, unit, input),
        ),
      ),
  );
}

async function reserve(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  input: CreateReservationInput,
): Promise<ReservationView> {
  await lockHostOfEventType(tx, eventTypeLookup(input.eventType));
  const found = await findOfferedEventType(ctx, tx, input.eventType);
  const { eventType, host } = found;
  const lengthMinutes = requireOfferedLength(eventType, input.lengthMinutes, "lengthMinutes");
  const expiresAt = holdExpiry(ctx, host.id, input.holdMinutes);
  if ((await countHolds(tx, host.id, ctx.clock.now())) >= maxHoldsPerHost) throw tooManyHolds();
  const hold = {
    uid: ctx.random.token(16),
    startsAt: new Date(input.startsAt),
    lengthMinutes,
    expiresAt,
  };
  const time = await holdTime(ctx, tx, found, hold);
  return reservationView({ ...hold, ...time, eventTypeId: eventType.id });
}

function tooManyHolds(): ServiceError {
  return new ServiceError("TOO_MANY_REQUESTS", "Too many times of this host are reserved at the moment.", {
    reason: "too_many_reservations",
    retryAfterSeconds: 60,
  });
}
