import type { z } from "zod";
import { lockHostOfHold } from "@/db/queries/host-locks";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import type { getReservationInputSchema } from "./get-reservation";
import { releaseHold } from "./release-hold";

/**
 * Gives a reservation back, so that others can have the time at once; says whether there was one. Holding the uid
 * is the right to do so.
 */
export async function deleteReservation(
  ctx: ServiceContext,
  { uid }: z.output<typeof getReservationInputSchema>,
): Promise<{ released: boolean }> {
  return inTransaction(ctx, async ({ tx }) => {
    const hostId = await lockHostOfHold(tx, uid);
    return { released: hostId !== null && (await releaseHold(tx, hostId, uid)) };
  });
}
