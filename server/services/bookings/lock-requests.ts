import { type BookingRecord, findBooking, findRequestsOfSeries } from "@/db/queries/booking-queries";
import { lockBookingRows } from "@/db/queries/host-locks";
import { ServiceError } from "@/server/platform/service-error";
import type { UnitOfWork } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { lockNamedBooking } from "./lock-named-booking";

/**
 * Locks the request that the host is about to answer, with the others of its series that are unanswered, since a
 * series is asked for as one; the named one, or the first of the series that is named, comes first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a booking that is not
 * theirs, BAD_REQUEST for one that has been answered or cancelled.
 */
export async function lockRequests(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  uid: string,
  verb: "confirm" | "decline",
): Promise<BookingRecord[]> {
  const userId = requireUserId(ctx.actor);
  const { record: named } = await lockNamedBooking(tx, uid, ctx.clock.now());
  const { id, ownerId } = named.booking;
  if (ownerId !== userId) throw bookingNotFound(uid);
  requireUnanswered(named, verb);
  const { seriesUid } = named.booking;
  if (seriesUid === null) return [named];
  const ids = await findRequestsOfSeries(tx, seriesUid, ctx.clock.now());
  await lockBookingRows(tx, ids);
  const records = await Promise.all(ids.map((each) => findBooking(tx, { id: each })));
  const others = records.flatMap((record) => (record === null || record.booking.id === id ? [] : [record]));
  return [named, ...others];
}

function requireUnanswered({ booking }: BookingRecord, verb: "confirm" | "decline"): void {
  const { uid, status } = booking;
  if (status === "pending") return;
  throw new ServiceError(
    "BAD_REQUEST",
    `Can't ${verb} booking with uid=${uid} because it has been ${status} already.`,
    { field: "uid", reason: `already_${status}` },
  );
}
