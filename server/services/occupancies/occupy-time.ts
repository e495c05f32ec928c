import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { postgresErrorOf } from "@/db/postgres-error";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { clearLapsed } from "@/db/queries/occupancy-queries";
import { occupancies, seats } from "@/db/schema/bookings";
import type { ServiceContext } from "@/server/services/service-context";
import { slotRefused } from "@/server/services/slots/slot-refused";

/** Who gets the time: a booking for good, or whoever holds the uid until it expires. */
export type TimeHolder = { bookingId: number } | { holdUid: string; expiresAt: Date };

type Place = { hostId: number; eventTypeId: number; startsAt: Date; endsAt: Date };

const exclusionViolation = "23P01";

/**
 * Takes a host's time, or where the event type has seats, one of a session that is opened when nobody sits in it
 * yet. The host must be locked, and the time checked to be offered.
 * @throws ServiceError BAD_REQUEST when the database finds it taken after all.
 */
export async function occupyTime(
  ctx: ServiceContext,
  tx: Transaction,
  { eventType, host }: EventTypeWithHost,
  time: { startsAt: Date; endsAt: Date },
  holder: TimeHolder,
): Promise<void> {
  const { startsAt, endsAt } = time;
  const place: Place = { hostId: host.id, eventTypeId: eventType.id, startsAt, endsAt };
  await clearLapsed(tx, { hostId: host.id, now: ctx.clock.now(), from: startsAt, to: endsAt });
  if (eventType.seatsPerSlot === null) {
    await insertOccupancy(tx, { ...place, ...holder, kind: "bookingId" in holder ? "booking" : "hold" });
  } else {
    const uid = "holdUid" in holder ? holder.holdUid : ctx.random.token(16);
    await takeSeat(tx, place, eventType.seatsPerSlot, { ...holder, uid });
  }
}

async function takeSeat(
  tx: Transaction,
  place: Place,
  seatsPerSlot: number,
  holder: TimeHolder & { uid: string },
): Promise<void> {
  const sessionId = await findSession(tx, place);
  const taken = sessionId === null ? [] : await findTakenNumbers(tx, sessionId);
  const number = firstFreeNumber(taken, seatsPerSlot);
  if (number === null) throw slotRefused("no_seats_left");
  await tx.insert(seats).values({
    sessionId: sessionId ?? (await insertOccupancy(tx, { ...place, kind: "session" })),
    number,
    uid: holder.uid,
    bookingId: "bookingId" in holder ? holder.bookingId : null,
    expiresAt: "expiresAt" in holder ? holder.expiresAt : null,
  });
}

async function findSession(tx: Transaction, place: Place): Promise<number | null> {
  const [session] = await tx
    .select({ id: occupancies.id })
    .from(occupancies)
    .where(
      and(
        eq(occupancies.hostId, place.hostId),
        eq(occupancies.eventTypeId, place.eventTypeId),
        eq(occupancies.kind, "session"),
        eq(occupancies.startsAt, place.startsAt),
        eq(occupancies.endsAt, place.endsAt),
        isNull(occupancies.releasedAt),
      ),
    );
  return session?.id ?? null;
}

async function findTakenNumbers(tx: Transaction, sessionId: number): Promise<number[]> {
  const rows = await tx
    .select({ number: seats.number })
    .from(seats)
    .where(and(eq(seats.sessionId, sessionId), isNull(seats.releasedAt)));
  return rows.map(({ number }) => number);
}

function firstFreeNumber(taken: readonly number[], seatsPerSlot: number): number | null {
  if (taken.length >= seatsPerSlot) return null;
  for (let number = 1; number <= seatsPerSlot; number += 1) if (!taken.includes(number)) return number;
  return null;
}

async function insertOccupancy(tx: Transaction, row: typeof occupancies.$inferInsert): Promise<number> {
  try {
    const [inserted] = await tx.insert(occupancies).values(row).returning({ id: occupancies.id });
    if (!inserted) throw new Error("The occupancy was not inserted.");
    return inserted.id;
  } catch (error) {
    if (postgresErrorOf(error)?.code === exclusionViolation) throw slotRefused("busy");
    throw error;
  }
}
