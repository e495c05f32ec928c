import { count, eq } from "drizzle-orm";
import type { z } from "zod";
import { postgresErrorOf } from "@/db/postgres-error";
import { lockHost } from "@/db/queries/host-locks";
import { trips } from "@/db/schema/absences";
import { newTripSchema } from "@/server/domain/scheduling/schedule-settings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { type TripView, tripView } from "./trip-view";

export const createTripInputSchema = newTripSchema;
const maxTrips = 100;

/**
 * Lets the organizer's hours be meant in another zone on some dates.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, BAD_REQUEST for dates of another trip, or
 * when there are too many.
 */
export async function createTrip(
  ctx: ServiceContext,
  input: z.output<typeof createTripInputSchema>,
): Promise<TripView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const [existing] = await tx.select({ count: count() }).from(trips).where(eq(trips.ownerId, ownerId));
    if ((existing?.count ?? 0) >= maxTrips) throw tooMany();
    try {
      const [row] = await tx
        .insert(trips)
        .values({ ...input, ownerId, createdAt: ctx.clock.now() })
        .returning();
      if (!row) throw new Error("The trip was not inserted.");
      await writeOwnerAudit(ctx, tx, { ownerId, action: "trip.created", id: row.id });
      return tripView(row);
    } catch (error) {
      if (postgresErrorOf(error)?.constraint_name === "trips_no_overlap") throw overlaps();
      throw error;
    }
  });
}

function overlaps(): ServiceError {
  return new ServiceError("BAD_REQUEST", "startOn to endOn must not overlap another trip.", {
    field: "startOn",
    reason: "trips_overlap",
  });
}

function tooMany(): ServiceError {
  return new ServiceError("BAD_REQUEST", `You can have at most ${maxTrips} trips; delete past ones.`, {
    reason: "too_many_trips",
  });
}
