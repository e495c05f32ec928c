import { z } from "zod";
import { findEventType } from "@/db/queries/event-type-queries";
import { extendHold, findHold, type Hold } from "@/db/queries/hold-queries";
import { lockHostOfHold } from "@/db/queries/host-locks";
import { lengthMinutesSchema } from "@/server/domain/scheduling/rules-schemas";
import { ServiceError } from "@/server/platform/service-error";
import { requireOfferedLength } from "@/server/services/event-types/offered-length";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { instantSchema } from "@/server/services/slots/list-slots";
import { type Wanted, withAlternatives } from "@/server/services/slots/with-alternatives";
import { reservationUidSchema } from "./get-reservation";
import { holdExpiry, holdMinutesSchema } from "./hold-minutes";
import { holdTime } from "./hold-time";
import { releaseHold } from "./release-hold";
import { type ReservationView, reservationView } from "./reservation-view";

export const updateReservationInputSchema = z.object({
  uid: reservationUidSchema,
  /** Another time to hold instead. */
  startsAt: instantSchema.optional(),
  lengthMinutes: lengthMinutesSchema.optional(),
  /** How long it is held from now on; only the host may say. */
  holdMinutes: holdMinutesSchema.optional(),
});

export type UpdateReservationInput = z.output<typeof updateReservationInputSchema>;

/**
 * Holds a reservation for longer, or another time of the same event type in its place: when that can't be held,
 * the reservation stays as it was. Holding the uid is the right to do so.
 * @throws ServiceError NOT_FOUND for a reservation that is unknown or has expired; otherwise as
 * `createReservation`.
 */
export async function updateReservation(
  ctx: ServiceContext,
  input: UpdateReservationInput,
): Promise<ReservationView> {
  return withAlternatives(
    ctx,
    () => wantedBy(ctx, input),
    () => inTransaction(ctx, (unit) => update(ctx, unit, input)),
  );
}

async function wantedBy(ctx: ServiceContext, input: UpdateReservationInput): Promise<Wanted | null> {
  const { uid, startsAt, lengthMinutes } = input;
  const hold = await findHold(ctx.db, uid, ctx.clock.now());
  if (hold === null || startsAt === undefined) return null;
  return { eventType: { id: hold.eventTypeId }, startsAt, lengthMinutes, reservationUid: uid };
}

async function update(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  input: UpdateReservationInput,
): Promise<ReservationView> {
  const { uid } = input;
  const hostId = await lockHostOfHold(tx, uid);
  const hold = hostId === null ? null : await findHold(tx, uid, ctx.clock.now());
  const found = hold && (await findEventType(tx, { id: hold.eventTypeId }));
  if (!hold || !found) throw reservationNotFound(uid);
  const expiresAt = holdExpiry(ctx, found.host.id, input.holdMinutes);
  const wanted = {
    uid,
    expiresAt,
    startsAt: input.startsAt === undefined ? hold.startsAt : new Date(input.startsAt),
    lengthMinutes:
      input.lengthMinutes === undefined
        ? lengthOf(hold)
        : requireOfferedLength(found.eventType, input.lengthMinutes, "lengthMinutes"),
  };
  if (wanted.startsAt.getTime() === hold.startsAt.getTime() && wanted.lengthMinutes === lengthOf(hold)) {
    await extendHold(tx, uid, expiresAt);
    return reservationView({ ...hold, expiresAt });
  }
  await releaseHold(tx, found.host.id, uid);
  return reservationView({ ...hold, expiresAt, ...(await holdTime(ctx, tx, found, wanted)) });
}

function lengthOf(hold: Hold): number {
  return (hold.endsAt.getTime() - hold.startsAt.getTime()) / 60_000;
}

function reservationNotFound(uid: string): ServiceError {
  return new ServiceError("NOT_FOUND", `Slot with uid=${uid} not found`, {
    field: "uid",
    reason: "reservation_not_found",
  });
}
