import { and, eq, gt, gte, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/db/client";
import { occupancies, seats } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";

/** A stretch of a host's time that is taken, with the buffers of the event type that took it. */
export type TakenTime = {
  eventTypeId: number;
  startsAt: Date;
  endsAt: Date;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Only of sessions: how many of its seats are booked or held. */
  seatsTaken: number | null;
};

export type Stretch = { from: Date; to: Date };

export type TakenTimeQuery = {
  hostId: number;
  eventTypeId: number;
  /** Whatever touches this is asked for; it may be taken by any event type of the host. */
  busy: Stretch;
  /** All of this event type that starts inside it is asked for; null when nothing is counted. */
  counted: Stretch | null;
  now: Date;
  /** A booking and a hold that do not stand in the way: their time, or their seat, counts as free. */
  exceptBookingId?: number;
  exceptHoldUid?: string;
};

// The schema lets no occupancy last longer.
const longestMs = 24 * 3_600_000;

/** What a host has given away, by start, in one round trip. Holds that have expired and empty sessions don't count. */
export async function findTakenTime(
  db: Queryable,
  query: TakenTimeQuery,
): Promise<{ busy: TakenTime[]; counted: TakenTime[] }> {
  const { busy, counted } = query;
  const touchesBusy = and(
    gte(occupancies.startsAt, new Date(busy.from.getTime() - longestMs)),
    lt(occupancies.startsAt, busy.to),
    gt(occupancies.endsAt, busy.from),
  );
  const busyRows = selectTaken(db, query, "busy", touchesBusy);
  const rows = await (counted === null
    ? busyRows
    : busyRows.unionAll(
        selectTaken(
          db,
          query,
          "counted",
          and(
            eq(occupancies.eventTypeId, query.eventTypeId),
            gte(occupancies.startsAt, counted.from),
            lt(occupancies.startsAt, counted.to),
          ),
        ),
      ));
  const taken = rows
    .filter(({ seatsTaken }) => seatsTaken !== 0)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return {
    busy: taken.filter(({ purpose }) => purpose === "busy"),
    counted: taken.filter(({ purpose }) => purpose === "counted"),
  };
}

function selectTaken(
  db: Queryable,
  query: TakenTimeQuery,
  purpose: "busy" | "counted",
  where: SQL | undefined,
) {
  return db
    .select({
      purpose: sql<string>`${purpose}::text`.as("purpose"),
      eventTypeId: occupancies.eventTypeId,
      startsAt: occupancies.startsAt,
      endsAt: occupancies.endsAt,
      bufferBeforeMinutes: eventTypes.bufferBeforeMinutes,
      bufferAfterMinutes: eventTypes.bufferAfterMinutes,
      seatsTaken: seatsTakenOf(query).as("seats_taken"),
    })
    .from(occupancies)
    .innerJoin(eventTypes, eq(eventTypes.id, occupancies.eventTypeId))
    .where(and(eq(occupancies.hostId, query.hostId), isLive(query.now), isNotExcepted(query), where));
}

function isLive(now: Date): SQL | undefined {
  return and(
    isNull(occupancies.releasedAt),
    or(isNull(occupancies.expiresAt), gt(occupancies.expiresAt, now)),
  );
}

function isNotExcepted({ exceptBookingId, exceptHoldUid }: TakenTimeQuery): SQL | undefined {
  return and(
    exceptBookingId === undefined
      ? undefined
      : or(isNull(occupancies.bookingId), ne(occupancies.bookingId, exceptBookingId)),
    exceptHoldUid === undefined
      ? undefined
      : or(isNull(occupancies.holdUid), ne(occupancies.holdUid, exceptHoldUid)),
  );
}

function seatsTakenOf({ now, exceptBookingId, exceptHoldUid }: TakenTimeQuery): SQL<number | null> {
  const notMoved =
    exceptBookingId === undefined ? sql`` : sql`and s.booking_id is distinct from ${exceptBookingId}`;
  const notHeld = exceptHoldUid === undefined ? sql`` : sql`and s.uid <> ${exceptHoldUid}`;
  return sql<number | null>`case when ${occupancies.kind} = 'session' then (
    select count(*)::int from ${seats} s where s.session_id = ${occupancies.id} and s.released_at is null
      and (s.expires_at is null or s.expires_at > ${now.toISOString()}::timestamptz) ${notMoved} ${notHeld}) end`;
}

/**
 * Clears what has lapsed out of [from, to) of a host's time, so that it cannot stand in the way of an insert: the
 * holds that have expired, and sessions that nobody sits in any more. The host must be locked.
 */
export async function clearLapsed(
  tx: Transaction,
  { hostId, now, from, to }: Stretch & { hostId: number; now: Date },
): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const overlaps = sql`o.host_id = ${hostId} and o.released_at is null
    and o.starts_at > ${new Date(from.getTime() - longestMs).toISOString()}::timestamptz
    and o.starts_at < ${to.toISOString()}::timestamptz and o.ends_at > ${from.toISOString()}::timestamptz`;
  await tx.execute(sql`
    with lapsed_holds as (
      delete from ${occupancies} o where ${overlaps} and o.kind = 'hold' and o.expires_at <= ${at}
    ), lapsed_seats as (
      delete from ${seats} s using ${occupancies} o
      where s.session_id = o.id and ${overlaps} and s.booking_id is null and s.expires_at <= ${at}
    )
    update ${occupancies} o set released_at = ${at}
    where ${overlaps} and o.kind = 'session' and not exists (
      select from ${seats} s where s.session_id = o.id and s.released_at is null
        and (s.expires_at is null or s.expires_at > ${at}))`);
}

/** Gives a booking's time back, or its seat, and with the last seat the session's time. The host must be locked. */
export async function releaseTime(tx: Transaction, bookingId: number, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    with own as (
      update ${occupancies} set released_at = ${at} where booking_id = ${bookingId} and released_at is null
    ), seat as (
      update ${seats} set released_at = ${at} where booking_id = ${bookingId} and released_at is null
      returning session_id
    )
    update ${occupancies} o set released_at = ${at} from seat
    where o.id = seat.session_id and not exists (
      select from ${seats} s where s.session_id = o.id and s.released_at is null
        and s.booking_id is distinct from ${bookingId} and (s.expires_at is null or s.expires_at > ${at}))`);
}

/** Whether a booking has its time, or a seat. */
export async function hasTime(db: Queryable, bookingId: number): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(sql`
    select exists (select from ${occupancies} where booking_id = ${bookingId} and released_at is null)
      or exists (select from ${seats} where booking_id = ${bookingId} and released_at is null) as has`);
  return row?.has ?? false;
}
