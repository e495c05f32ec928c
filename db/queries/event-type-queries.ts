import { and, eq, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "@/db/client";
import { bookings } from "@/db/schema/bookings";
import { eventTypes, schedules } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";

/** How callers name an event type. */
export type EventTypeReference = { id: number } | { username: string; slug: string };

const hostLockSpace = 1;

export type EventTypeWithHost = {
  eventType: typeof eventTypes.$inferSelect;
  schedule: typeof schedules.$inferSelect;
  host: Pick<typeof users.$inferSelect, "id" | "name" | "email" | "username" | "timeZone" | "locale">;
};

/**
 * Locks the host of an event type against other writes to their time until the transaction ends, and returns
 * the event type's id, or null when there is none. Rules must be read after this statement.
 */
export async function lockHostOfEventType(
  tx: Transaction,
  reference: EventTypeReference,
): Promise<number | null> {
  const found = tx
    .select({ id: eventTypes.id, ownerId: eventTypes.ownerId })
    .from(eventTypes)
    .innerJoin(users, eq(users.id, eventTypes.ownerId))
    .where(matches(reference))
    .as("found");
  const [row] = await tx
    .select({ id: found.id, locked: sql`pg_advisory_xact_lock(${hostLockSpace}, ${found.ownerId})::text` })
    .from(found);
  return row?.id ?? null;
}

/**
 * Locks the host of a booking as `lockHostOfEventType` does, then the booking itself; returns the booking's id,
 * or null when there is none.
 */
export async function lockBooking(tx: Transaction, uid: string): Promise<number | null> {
  const found = tx
    .select({ id: bookings.id, ownerId: bookings.ownerId })
    .from(bookings)
    .where(eq(bookings.uid, uid))
    .as("found");
  const [row] = await tx
    .select({ id: found.id, locked: sql`pg_advisory_xact_lock(${hostLockSpace}, ${found.ownerId})::text` })
    .from(found);
  if (!row) return null;
  await tx.select({ id: bookings.id }).from(bookings).where(eq(bookings.id, row.id)).for("update");
  return row.id;
}

/** The event type with its schedule and host, or null. */
export async function findEventType(
  db: Queryable,
  reference: EventTypeReference,
): Promise<EventTypeWithHost | null> {
  const [row] = await db
    .select({
      eventType: eventTypes,
      schedule: schedules,
      host: {
        id: users.id,
        name: users.name,
        email: users.email,
        username: users.username,
        timeZone: users.timeZone,
        locale: users.locale,
      },
    })
    .from(eventTypes)
    .innerJoin(schedules, eq(schedules.id, eventTypes.scheduleId))
    .innerJoin(users, eq(users.id, eventTypes.ownerId))
    .where(matches(reference));
  return row ?? null;
}

function matches(reference: EventTypeReference) {
  return "id" in reference
    ? eq(eventTypes.id, reference.id)
    : and(eq(users.username, reference.username.toLowerCase()), eq(eventTypes.slug, reference.slug));
}
