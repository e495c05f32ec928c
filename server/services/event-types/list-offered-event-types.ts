import { z } from "zod";
import { findProfile } from "@/db/queries/profile-queries";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";
import { type EventTypeView, eventTypeView } from "./event-type-view";
import { findOwnEventTypes } from "./own-event-types";

export const listOfferedEventTypesInputSchema = z.object({
  username: z.string().max(40),
  /** The one of that address, if it is listed or not. */
  slug: z.string().max(100).optional(),
});

/**
 * What someone offers to whoever asks, oldest first: event types that are hidden only to themselves or by their
 * address, and those that ask for a private link only to themselves. Nobody of that name offers nothing.
 */
export async function listOfferedEventTypes(
  ctx: ServiceContext,
  { username, slug }: z.output<typeof listOfferedEventTypesInputSchema>,
): Promise<EventTypeView[]> {
  const profile = await findProfile(ctx.db, username);
  if (!profile) return [];
  const isOwn = actingUserId(ctx.actor) === profile.id;
  const all = await findOwnEventTypes(ctx.db, profile.id);
  return all
    .filter(({ eventType }) => slug === undefined || eventType.slug === slug)
    .filter(({ eventType }) => isOwn || slug !== undefined || !eventType.hidden)
    .filter(({ eventType }) => isOwn || !eventType.requiresPrivateLink)
    .map(({ eventType, owner }) => eventTypeView(eventType, owner, ctx.publicUrl));
}
