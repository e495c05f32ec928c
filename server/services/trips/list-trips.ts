import { asc, eq } from "drizzle-orm";
import { trips } from "@/db/schema/absences";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type TripView, tripView } from "./trip-view";

/**
 * The organizer's travels, earliest first, past ones included.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listTrips(ctx: ServiceContext): Promise<TripView[]> {
  const ownerId = requireUserId(ctx.actor);
  const rows = await ctx.db
    .select()
    .from(trips)
    .where(eq(trips.ownerId, ownerId))
    .orderBy(asc(trips.startOn));
  return rows.map(tripView);
}
