import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  ilike,
  inArray,
  isNotNull,
  lte,
  or,
  type SQL,
} from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";

export const bookingFilterStatuses = ["upcoming", "recurring", "past", "cancelled", "unconfirmed"] as const;
/** What callers of the API call the states that bookings can be in; some fall into several. */
export type BookingFilterStatus = (typeof bookingFilterStatuses)[number];

export const bookingSortKeys = ["start", "end", "created", "updatedAt"] as const;
export type BookingSort = { by: (typeof bookingSortKeys)[number]; direction: "asc" | "desc" };

export type BookingFilter = {
  ownerId: number;
  now: Date;
  statuses?: readonly BookingFilterStatus[];
  attendeeEmail?: string;
  /** Part of a name, in any case. */
  attendeeName?: string;
  uid?: string;
  eventTypeIds?: readonly number[];
  startsFrom?: Date;
  endsUntil?: Date;
  createdFrom?: Date;
  createdUntil?: Date;
  updatedFrom?: Date;
  updatedUntil?: Date;
};

/** The ids of a page of an owner's bookings, in order, and how many there are on all pages. */
export async function searchBookings(
  db: Queryable,
  filter: BookingFilter,
  page: { sorts: readonly BookingSort[]; skip: number; take: number },
): Promise<{ ids: number[]; total: number }> {
  const where = conditionOf(db, filter);
  const [[counted], rows] = await Promise.all([
    db.select({ total: count() }).from(bookings).where(where),
    db
      .select({ id: bookings.id })
      .from(bookings)
      .where(where)
      .orderBy(...orderOf(page.sorts))
      .limit(page.take)
      .offset(page.skip),
  ]);
  return { ids: rows.map(({ id }) => id), total: counted?.total ?? 0 };
}

const sortColumns = {
  start: bookings.startsAt,
  end: bookings.endsAt,
  created: bookings.createdAt,
  updatedAt: bookings.updatedAt,
};

function orderOf(sorts: readonly BookingSort[]): SQL[] {
  const wanted = sorts.length === 0 ? [{ by: "start", direction: "asc" } as const] : sorts;
  return [
    ...wanted.map(({ by, direction }) => (direction === "asc" ? asc : desc)(sortColumns[by])),
    asc(bookings.id),
  ];
}

function conditionOf(db: Queryable, filter: BookingFilter): SQL | undefined {
  const { ownerId, now, statuses, uid, eventTypeIds } = filter;
  return and(
    eq(bookings.ownerId, ownerId),
    statuses && or(...statuses.map((status) => statusCondition(status, now))),
    attendeeCondition(db, filter),
    uid === undefined ? undefined : eq(bookings.uid, uid),
    eventTypeIds && inArray(bookings.eventTypeId, [...eventTypeIds]),
    filter.startsFrom && gte(bookings.startsAt, filter.startsFrom),
    filter.endsUntil && lte(bookings.endsAt, filter.endsUntil),
    filter.createdFrom && gte(bookings.createdAt, filter.createdFrom),
    filter.createdUntil && lte(bookings.createdAt, filter.createdUntil),
    filter.updatedFrom && gte(bookings.updatedAt, filter.updatedFrom),
    filter.updatedUntil && lte(bookings.updatedAt, filter.updatedUntil),
  );
}

function statusCondition(status: BookingFilterStatus, now: Date): SQL | undefined {
  const isOpen = inArray(bookings.status, ["pending", "accepted"]);
  const isAhead = gt(bookings.endsAt, now);
  switch (status) {
    case "upcoming":
      return and(isOpen, isAhead);
    case "recurring":
      return and(isOpen, isAhead, isNotNull(bookings.seriesUid));
    case "past":
      return and(isOpen, lte(bookings.endsAt, now));
    case "cancelled":
      return inArray(bookings.status, ["cancelled", "rejected"]);
    case "unconfirmed":
      return and(eq(bookings.status, "pending"), isAhead);
  }
}

function attendeeCondition(db: Queryable, { attendeeEmail, attendeeName }: BookingFilter): SQL | undefined {
  if (attendeeEmail === undefined && attendeeName === undefined) return undefined;
  const name = attendeeName && `%${attendeeName.replace(/[\\%_]/g, "\\$&")}%`;
  return exists(
    db
      .select({ id: attendees.id })
      .from(attendees)
      .where(
        and(
          eq(attendees.bookingId, bookings.id),
          attendeeEmail === undefined ? undefined : eq(attendees.email, attendeeEmail),
          name ? ilike(attendees.name, name) : undefined,
        ),
      ),
  );
}
