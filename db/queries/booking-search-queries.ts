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
  sql,
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
  attendeePhoneNumber?: string;
  uid?: string;
  eventTypeIds?: readonly number[];
  startsFrom?: Date;
  endsUntil?: Date;
  createdFrom?: Date;
  createdUntil?: Date;
  updatedFrom?: Date;
  updatedUntil?: Date;
};

/** A place in a list: behind the booking that has these values of the sorts, to the microsecond, and this id. */
export type BookingPlace = { values: string[]; id: number };

export type BookingPage = {
  sorts: readonly BookingSort[];
  skip: number;
  take: number;
  after: BookingPlace | null;
};

/**
 * The ids of a page of an owner's bookings, in order; how many there are on all pages, and how many of them come
 * before this one; and the place of the last on the page, or null where no more come.
 */
export async function searchBookings(
  db: Queryable,
  filter: BookingFilter,
  page: BookingPage,
): Promise<{ ids: number[]; total: number; skipped: number; last: BookingPlace | null }> {
  const where = conditionOf(db, filter);
  const sorts = sortsOf(page);
  const isAfter = page.after && comesAfter(sorts, page.after);
  const [[counted], rows] = await Promise.all([
    db
      .select({
        total: count(),
        after: sql<number>`count(*) filter (where ${isAfter ?? sql`true`})`.mapWith(Number),
      })
      .from(bookings)
      .where(where),
    db
      .select({ id: bookings.id, values: valuesOf(sorts) })
      .from(bookings)
      .where(and(where, isAfter ?? undefined))
      .orderBy(...orderOf(sorts))
      .limit(page.take)
      .offset(page.skip),
  ]);
  const { total = 0, after = 0 } = counted ?? {};
  const skipped = total - after + page.skip;
  const last = skipped + rows.length < total ? (rows.at(-1) ?? null) : null;
  return { ids: rows.map(({ id }) => id), total, skipped, last };
}

const sortColumns = {
  start: bookings.startsAt,
  end: bookings.endsAt,
  created: bookings.createdAt,
  updatedAt: bookings.updatedAt,
};

function sortsOf({ sorts }: BookingPage): readonly BookingSort[] {
  return sorts.length === 0 ? [{ by: "start", direction: "asc" }] : sorts;
}

function orderOf(sorts: readonly BookingSort[]): SQL[] {
  return [
    ...sorts.map(({ by, direction }) => (direction === "asc" ? asc : desc)(sortColumns[by])),
    asc(bookings.id),
  ];
}

// A Date would lose the microseconds, and with them the place.
function valuesOf(sorts: readonly BookingSort[]): SQL<string[]> {
  const texts = sorts.map(({ by }) => sql`${sortColumns[by]}::text`);
  return sql<string[]>`array[${sql.join(texts, sql`, `)}]`;
}

function comesAfter(sorts: readonly BookingSort[], { values, id }: BookingPlace): SQL | undefined {
  const valueAt = (index: number) => sql`${values[index]}::timestamptz`;
  const isEqual = (until: number) =>
    sorts.slice(0, until).map(({ by }, index) => sql`${sortColumns[by]} = ${valueAt(index)}`);
  return or(
    ...sorts.map(({ by, direction }, index) => {
      const sign = direction === "asc" ? sql`>` : sql`<`;
      return and(...isEqual(index), sql`${sortColumns[by]} ${sign} ${valueAt(index)}`);
    }),
    and(...isEqual(sorts.length), gt(bookings.id, id)),
  );
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

function attendeeCondition(
  db: Queryable,
  { attendeeEmail, attendeeName, attendeePhoneNumber }: BookingFilter,
): SQL | undefined {
  if ([attendeeEmail, attendeeName, attendeePhoneNumber].every((wanted) => wanted === undefined))
    return undefined;
  const name = attendeeName && `%${attendeeName.replace(/[\\%_]/g, "\\$&")}%`;
  return exists(
    db
      .select({ id: attendees.id })
      .from(attendees)
      .where(
        and(
          eq(attendees.bookingId, bookings.id),
          attendeeEmail === undefined ? undefined : eq(attendees.email, attendeeEmail),
          attendeePhoneNumber === undefined ? undefined : eq(attendees.phoneNumber, attendeePhoneNumber),
          name ? ilike(attendees.name, name) : undefined,
        ),
      ),
  );
}
