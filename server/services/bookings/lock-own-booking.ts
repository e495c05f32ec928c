import type { Transaction } from "@/db/client";
import { type BookingRecord, findBooking } from "@/db/queries/booking-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { requireChangeable } from "./require-changeable";

/**
 * Locks a booking that its host is about to change.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host; BAD_REQUEST for one that is closed or over.
 */
export async function lockOwnBooking(
  ctx: ServiceContext,
  tx: Transaction,
  uid: string,
): Promise<BookingRecord> {
  const userId = requireUserId(ctx.actor);
  const id = await lockBooking(tx, uid);
  const record = id === null ? null : await findBooking(tx, { id });
  if (record?.booking.ownerId !== userId) throw bookingNotFound(uid);
  requireChangeable(record.booking, "change", ctx.clock.now());
  return record;
}
