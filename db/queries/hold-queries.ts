import { and, eq, gt, isNotNull, lt, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/db/client";
import { occupancies, seats } from "@/db/schema/bookings";

/** A time or seat that is kept for whoever knows its uid, until it expires. */
export type Hold = { uid: string; eventTypeId: number; startsAt: Date; endsAt: Date; expiresAt: Date };

/** A hold that has not expired, or null. */
export async function findHold(db: Queryable, uid: string, now: Date): Promise<Hold | null> {
  const time = {
    eventTypeId: occupancies.eventTypeId,
    startsAt: occupancies.startsAt,
    endsAt: occupancies.endsAt,
  };
  const [row] = await db
    .select({
      ...time,
      expiresAt: sql<Date | null>`${occupancies.expiresAt}`.mapWith(occupancies.expiresAt).as("until"),
    })
    .from(occupancies)
    .where(and(eq(occupancies.holdUid, uid), gt(occupancies.expiresAt, now)))
    .unionAll(
      db
        .select({
          ...time,
          expiresAt: sql<Date | null>`${seats.expiresAt}`.mapWith(seats.expiresAt).as("until"),
        })
        .from(seats)
        .innerJoin(occupancies, eq(occupancies.id, seats.sessionId))
        .where(and(eq(seats.uid, uid), gt(seats.expiresAt, now))),
    );
  return row?.expiresAt ? { ...row, expiresAt: row.expiresAt, uid } : null;
}

/** Puts off the expiry of a hold. */
export async function extendHold(tx: Transaction, uid: string, expiresAt: Date): Promise<void> {
  await tx.update(occupancies).set({ expiresAt }).where(eq(occupancies.holdUid, uid));
  await tx
    .update(seats)
    .set({ expiresAt })
    .where(and(eq(seats.uid, uid), isNotNull(seats.expiresAt)));
}

/** How many times and seats of a host are held. */
export async function countHolds(db: Queryable, hostId: number, now: Date): Promise<number> {
  const at = now.toISOString();
  const [row] = await db.execute<{ count: number }>(sql`
    select (
      select count(*) from ${occupancies} o
      where o.kind = 'hold' and o.expires_at > ${at}::timestamptz and o.host_id = ${hostId}
    )::int + (
      select count(*) from ${seats} s join ${occupancies} o on o.id = s.session_id
      where s.booking_id is null and s.expires_at > ${at}::timestamptz and o.host_id = ${hostId}
    )::int as count`);
  return row?.count ?? 0;
}

/** Whether a hold that has not expired touches [startsAt, endsAt) of a host's time. */
export async function isHeld(
  db: Queryable,
  time: { hostId: number; startsAt: Date; endsAt: Date; now: Date },
): Promise<boolean> {
  const rows = await db
    .select({ id: occupancies.id })
    .from(occupancies)
    .where(
      and(
        eq(occupancies.hostId, time.hostId),
        eq(occupancies.kind, "hold"),
        gt(occupancies.expiresAt, time.now),
        lt(occupancies.startsAt, time.endsAt),
        gt(occupancies.endsAt, time.startsAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
