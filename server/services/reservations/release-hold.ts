import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { occupancies, seats } from "@/db/schema/bookings";

/** Gives back the time or seat of a host, who must be locked, that a hold keeps. False when there is no such hold. */
export async function releaseHold(tx: Transaction, hostId: number, holdUid: string): Promise<boolean> {
  const times = await tx
    .delete(occupancies)
    .where(and(eq(occupancies.hostId, hostId), eq(occupancies.holdUid, holdUid)))
    .returning({ id: occupancies.id });
  if (times.length > 0) return true;
  const ofHost = tx.select({ id: occupancies.id }).from(occupancies).where(eq(occupancies.hostId, hostId));
  const places = await tx
    .delete(seats)
    .where(and(eq(seats.uid, holdUid), isNotNull(seats.expiresAt), inArray(seats.sessionId, ofHost)))
    .returning({ id: seats.id });
  return places.length > 0;
}
