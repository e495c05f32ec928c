import type { Transaction } from "@/db/client";
import { type BookingRecord, findBooking, findFirstOfSeries } from "@/db/queries/booking-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { bookingNotFound } from "./booking-not-found";

/**
 * Locks the booking that a uid names, or the first date ahead of the series that it names.
 * @throws ServiceError NOT_FOUND for a uid of neither.
 */
export async function lockNamedBooking(
  tx: Transaction,
  uid: string,
  now: Date,
): Promise<{ record: BookingRecord; isSeries: boolean }> {
  const id = await lockBooking(tx, uid);
  const named = id === null ? null : await findBooking(tx, { id });
  if (named) return { record: named, isSeries: false };
  const firstUid = await findFirstOfSeries(tx, uid, now);
  const firstId = firstUid === null ? null : await lockBooking(tx, firstUid);
  const first = firstId === null ? null : await findBooking(tx, { id: firstId });
  if (!first) throw bookingNotFound(uid);
  return { record: first, isSeries: true };
}
