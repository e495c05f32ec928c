import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema/users";
import { localeSchema, organizerNameSchema } from "@/server/domain/accounts/organizer-details";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type AccountView, readAccount } from "./read-account";

export const changeProfileInputSchema = z.object({
  name: organizerNameSchema,
  timeZone: timeZoneSchema,
  locale: localeSchema,
});

/**
 * Changes how the organizer is named and reads times; the hours in which they can be booked keep their own zone.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function changeProfile(
  ctx: ServiceContext,
  input: z.output<typeof changeProfileInputSchema>,
): Promise<AccountView> {
  const userId = requireUserId(ctx.actor);
  await ctx.db
    .update(users)
    .set({ ...input, updatedAt: ctx.clock.now() })
    .where(eq(users.id, userId));
  return readAccount(ctx);
}
