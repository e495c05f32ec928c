import { asc, eq } from "drizzle-orm";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export type EventTypeView = {
  id: number;
  slug: string;
  title: string;
  description: string;
  lengthMinutes: number;
  phoneRequired: boolean;
  hidden: boolean;
  /** Where anyone can book it. */
  publicUrl: string;
};

/**
 * The organizer's own event types, oldest first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listEventTypes(ctx: ServiceContext): Promise<EventTypeView[]> {
  const ownerId = requireUserId(ctx.actor);
  const rows = await ctx.db
    .select({ eventType: eventTypes, username: users.username })
    .from(eventTypes)
    .innerJoin(users, eq(users.id, eventTypes.ownerId))
    .where(eq(eventTypes.ownerId, ownerId))
    .orderBy(asc(eventTypes.id));
  return rows.map(({ eventType, username }) => ({
    id: eventType.id,
    slug: eventType.slug,
    title: eventType.title,
    description: eventType.description,
    lengthMinutes: eventType.lengthMinutes,
    phoneRequired: eventType.phoneRequired,
    hidden: eventType.hidden,
    publicUrl: `${ctx.publicUrl}/${username}/${eventType.slug}`,
  }));
}
