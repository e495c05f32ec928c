import { z } from "zod";
import { findHold } from "@/db/queries/hold-queries";
import type { ServiceContext } from "@/server/services/service-context";
import { type ReservationView, reservationView } from "./reservation-view";

export const reservationUidSchema = z.string().min(1, "must not be empty").max(100);
export const getReservationInputSchema = z.object({ uid: reservationUidSchema });

/** A reservation as long as it lasts, or null. Holding the uid is the right to see it. */
export async function getReservation(
  ctx: ServiceContext,
  { uid }: z.output<typeof getReservationInputSchema>,
): Promise<ReservationView | null> {
  const hold = await findHold(ctx.db, uid, ctx.clock.now());
  return hold && reservationView(hold);
}
