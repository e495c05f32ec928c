import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { trips } from "@/db/schema/absences";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";

export const deleteTripInputSchema = z.object({ id: rowIdSchema });

/**
 * Removes a trip: the hours of its dates are meant in the schedule's own zone again.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a trip that is not theirs.
 */
export async function deleteTrip(
  ctx: ServiceContext,
  { id }: z.output<typeof deleteTripInputSchema>,
): Promise<{ id: number }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const deleted = await tx
      .delete(trips)
      .where(and(eq(trips.id, id), eq(trips.ownerId, ownerId)))
      .returning({ id: trips.id });
    if (deleted.length === 0) {
      throw new ServiceError("NOT_FOUND", "There is no such trip.", {
        field: "id",
        reason: "trip_not_found",
      });
    }
    await writeOwnerAudit(ctx, tx, { ownerId, action: "trip.deleted", id });
    return { id };
  });
}
