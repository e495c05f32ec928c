import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { eventTypes } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";

export type EventTypeOwner = Pick<typeof users.$inferSelect, "id" | "name" | "username">;
export type OwnEventType = { eventType: typeof eventTypes.$inferSelect; owner: EventTypeOwner };

/** The event types of an owner that are still offered, oldest first: all, or the one with an id. */
export async function findOwnEventTypes(
  db: Queryable,
  ownerId: number,
  id?: number,
): Promise<OwnEventType[]> {
  return db
    .select({
      eventType: eventTypes,
      owner: { id: users.id, name: users.name, username: users.username },
    })
    .from(eventTypes)
    .innerJoin(users, eq(users.id, eventTypes.ownerId))
    .where(isOwn(ownerId, id))
    .orderBy(asc(eventTypes.id));
}

/** Which event types are an owner's and still offered. */
export function isOwn(ownerId: number, id?: number): SQL | undefined {
  return and(
    eq(eventTypes.ownerId, ownerId),
    isNull(eventTypes.deletedAt),
    id === undefined ? undefined : eq(eventTypes.id, id),
  );
}
