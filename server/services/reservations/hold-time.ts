import type { Transaction } from "@/db/client";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { isHeld } from "@/db/queries/hold-queries";
import { ServiceError } from "@/server/platform/service-error";
import { occupyTime } from "@/server/services/occupancies/occupy-time";
import type { ServiceContext } from "@/server/services/service-context";
import { requireOfferedTimes } from "@/server/services/slots/require-offered-times";

/**
 * Holds a time that an event type offers, or a seat at it; the host must be locked.
 * @throws ServiceError UNPROCESSABLE for a time that is booked, reserved or full, BAD_REQUEST for any other that
 * is not offered.
 */
export async function holdTime(
  ctx: ServiceContext,
  tx: Transaction,
  found: EventTypeWithHost,
  hold: { uid: string; startsAt: Date; lengthMinutes: number; expiresAt: Date },
): Promise<{ startsAt: Date; endsAt: Date }> {
  const { uid: holdUid, startsAt, lengthMinutes, expiresAt } = hold;
  const now = ctx.clock.now();
  const time = { startsAt, endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000) };
  try {
    await requireOfferedTimes(tx, found, { starts: [startsAt], lengthMinutes, now });
  } catch (error) {
    throw await inWordsOfHolds(tx, error, { ...time, hostId: found.host.id, now });
  }
  await occupyTime(ctx, tx, found, time, { holdUid, expiresAt });
  return time;
}

async function inWordsOfHolds(
  tx: Transaction,
  error: unknown,
  time: Parameters<typeof isHeld>[1],
): Promise<unknown> {
  if (!(error instanceof ServiceError)) return error;
  const unprocessable = (message: string, reason: string) =>
    new ServiceError("UNPROCESSABLE", message, { ...error.details, reason });
  if (error.details.reason === "no_seats_left") {
    return unprocessable("There are no seats left at this time.", "no_seats_left");
  }
  if (error.details.reason !== "slot_taken") return error;
  return (await isHeld(tx, time))
    ? unprocessable(
        "This time slot is already reserved by another user. Please choose a different time.",
        "slot_reserved",
      )
    : unprocessable("Can't reserve a slot if the event is already booked.", "slot_taken");
}
