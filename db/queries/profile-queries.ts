import { and, asc, eq, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";

export type ProfileRecord = Pick<typeof users.$inferSelect, "id" | "name" | "username" | "timeZone">;
export type ListedEventTypeRecord = Pick<
  typeof eventTypes.$inferSelect,
  "id" | "slug" | "title" | "description" | "location" | "lengthMinutes"
>;

const profile = { id: users.id, name: users.name, username: users.username, timeZone: users.timeZone };

/** The organizer with a username in any case, or null. */
export async function findProfile(db: Queryable, username: string): Promise<ProfileRecord | null> {
  const [row] = await db.select(profile).from(users).where(eq(users.username, username.toLowerCase()));
  return row ?? null;
}

/** The organizer of an installation that has exactly one, else null. */
export async function findOnlyProfile(db: Queryable): Promise<ProfileRecord | null> {
  const [first, second] = await db.select(profile).from(users).limit(2);
  return first && !second ? first : null;
}

/** What an organizer offers to everyone, the oldest first. */
export async function findListedEventTypes(db: Queryable, ownerId: number): Promise<ListedEventTypeRecord[]> {
  return db
    .select({
      id: eventTypes.id,
      slug: eventTypes.slug,
      title: eventTypes.title,
      description: eventTypes.description,
      location: eventTypes.location,
      lengthMinutes: eventTypes.lengthMinutes,
    })
    .from(eventTypes)
    .where(
      and(
        eq(eventTypes.ownerId, ownerId),
        eq(eventTypes.hidden, false),
        eq(eventTypes.requiresPrivateLink, false),
        isNull(eventTypes.deletedAt),
      ),
    )
    .orderBy(asc(eventTypes.id));
}
