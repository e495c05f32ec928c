import { z } from "zod";
import { findListedEventTypes, findProfile, type ListedEventTypeRecord } from "@/db/queries/profile-queries";
import { ServiceError } from "@/server/platform/service-error";
import type { ServiceContext } from "@/server/services/service-context";

export const getProfileInputSchema = z.object({ username: z.string().max(40) });

export type ProfileView = {
  name: string;
  username: string;
  timeZone: string;
  eventTypes: ListedEventTypeRecord[];
};

/**
 * What everyone may know of an organizer, and what can be booked with them, leaving out hidden event types.
 * @throws ServiceError NOT_FOUND for an unknown username.
 */
export async function getProfile(
  ctx: ServiceContext,
  input: z.output<typeof getProfileInputSchema>,
): Promise<ProfileView> {
  const found = await findProfile(ctx.db, input.username);
  if (!found) {
    throw new ServiceError("NOT_FOUND", `User ${input.username} not found.`, {
      field: "username",
      reason: "user_not_found",
    });
  }
  const { id, ...profile } = found;
  return { ...profile, eventTypes: await findListedEventTypes(ctx.db, id) };
}
