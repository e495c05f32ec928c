import { and, eq, gt, gte, isNull, lt, lte, ne, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { occupancies } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";

export type BusyInterval = {
  startsAt: Date;
  endsAt: Date;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
};

/**
 * The time of a host that is taken and overlaps [from, to), with the buffers that each booking carries, by
 * start. Expired holds do not count, nor does the booking `exceptBookingId`.
 */
export async function findBusyIntervals(
  db: Queryable,
  query: { hostId: number; from: Date; to: Date; now: Date; exceptBookingId?: number },
): Promise<BusyInterval[]> {
  return db
    .select({
      startsAt: occupancies.startsAt,
      endsAt: occupancies.endsAt,
      bufferBeforeMinutes: eventTypes.bufferBeforeMinutes,
      bufferAfterMinutes: eventTypes.bufferAfterMinutes,
    })
    .from(occupancies)
    .innerJoin(eventTypes, eq(eventTypes.id, occupancies.eventTypeId))
    .where(
      and(
        eq(occupancies.hostId, query.hostId),
        isNull(occupancies.releasedAt),
        lt(occupancies.startsAt, query.to),
        gt(occupancies.endsAt, query.from),
        or(isNull(occupancies.expiresAt), gt(occupancies.expiresAt, query.now)),
        query.exceptBookingId === undefined
          ? undefined
          : or(isNull(occupancies.bookingId), ne(occupancies.bookingId, query.exceptBookingId)),
      ),
    )
    .orderBy(occupancies.startsAt);
}

/** Deletes the host's holds that have expired, so that they cannot stand in the way of an insert. */
export async function deleteExpiredHolds(
  db: Queryable,
  query: { hostId: number; now: Date; from: Date; to: Date },
): Promise<void> {
  await db
    .delete(occupancies)
    .where(
      and(
        eq(occupancies.hostId, query.hostId),
        isNull(occupancies.bookingId),
        lte(occupancies.expiresAt, query.now),
        lt(occupancies.startsAt, query.to),
        gte(occupancies.endsAt, query.from),
      ),
    );
}

/** Gives a booking's time back. */
export async function releaseOccupancies(db: Queryable, bookingId: number, now: Date): Promise<void> {
  await db
    .update(occupancies)
    .set({ releasedAt: now })
    .where(and(eq(occupancies.bookingId, bookingId), isNull(occupancies.releasedAt)));
}
