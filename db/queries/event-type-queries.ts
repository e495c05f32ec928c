import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { absences, trips } from "@/db/schema/absences";
import { bookings } from "@/db/schema/bookings";
import { eventTypes, privateLinks, schedules } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";

/** How an event type is found: by its id, its address, or the hash of a private link's token. */
export type EventTypeReference =
  | { id: number }
  | { username: string; slug: string }
  | { linkTokenHash: string };

/** An event type with all that its organizer says about their time, whatever window is asked about. */
export type EventTypeWithHost = {
  eventType: typeof eventTypes.$inferSelect;
  schedule: typeof schedules.$inferSelect;
  host: Pick<typeof users.$inferSelect, "id" | "name" | "email" | "username" | "timeZone" | "locale">;
  absences: { startOn: string; endOn: string }[];
  trips: { startOn: string; endOn: string; timeZone: string }[];
  /** The link that it was found by. */
  privateLink: typeof privateLinks.$inferSelect | null;
  /** The host's booking that is to be moved. */
  moved: Pick<typeof bookings.$inferSelect, "id" | "eventTypeId" | "startsAt" | "endsAt"> | null;
};

const absencesOfHost = sql<EventTypeWithHost["absences"]>`coalesce((
  select json_agg(json_build_object('startOn', ${absences.startOn}, 'endOn', ${absences.endOn}))
  from ${absences} where ${absences.ownerId} = ${users.id}), '[]')`;

const tripsOfHost = sql<EventTypeWithHost["trips"]>`coalesce((
  select json_agg(json_build_object(
    'startOn', ${trips.startOn}, 'endOn', ${trips.endOn}, 'timeZone', ${trips.timeZone}))
  from ${trips} where ${trips.ownerId} = ${users.id}), '[]')`;

/**
 * The event type with its schedule and host, unless it is offered no more, and the host's booking of that uid
 * where one is to be moved; or null.
 */
export async function findEventType(
  db: Queryable,
  reference: EventTypeReference,
  movedUid: string | null = null,
): Promise<EventTypeWithHost | null> {
  const linkTokenHash = "linkTokenHash" in reference ? reference.linkTokenHash : null;
  const [row] = await selectEventType(db, linkTokenHash, movedUid).where(isOffered(db, reference));
  return row ?? null;
}

/** The event type of a booking with its schedule and host, also when it is offered no more. */
export async function findEventTypeOfBooking(db: Queryable, id: number): Promise<EventTypeWithHost> {
  const [row] = await selectEventType(db, null, null).where(eq(eventTypes.id, id));
  if (!row) throw new Error(`Event type ${id}, of which there are bookings, is gone.`);
  return row;
}

function selectEventType(db: Queryable, linkTokenHash: string | null, movedUid: string | null) {
  return db
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
      absences: absencesOfHost,
      trips: tripsOfHost,
      privateLink: privateLinks,
      moved: {
        id: bookings.id,
        eventTypeId: bookings.eventTypeId,
        startsAt: bookings.startsAt,
        endsAt: bookings.endsAt,
      },
    })
    .from(eventTypes)
    .innerJoin(schedules, eq(schedules.id, eventTypes.scheduleId))
    .innerJoin(users, eq(users.id, eventTypes.ownerId))
    .leftJoin(
      privateLinks,
      and(eq(privateLinks.eventTypeId, eventTypes.id), eq(privateLinks.tokenHash, sql`${linkTokenHash}`)),
    )
    .leftJoin(bookings, and(eq(bookings.ownerId, users.id), eq(bookings.uid, sql`${movedUid}`)));
}

/** Which event types, joined with their owners, a reference means; those that are offered no more are left out. */
export function isOffered(db: Queryable, reference: EventTypeReference): SQL | undefined {
  return and(isNull(eventTypes.deletedAt), matches(db, reference));
}

function matches(db: Queryable, reference: EventTypeReference): SQL | undefined {
  if ("id" in reference) return eq(eventTypes.id, reference.id);
  if ("slug" in reference) {
    return and(eq(users.username, reference.username.toLowerCase()), eq(eventTypes.slug, reference.slug));
  }
  const ofLink = db
    .select({ id: privateLinks.eventTypeId })
    .from(privateLinks)
    .where(eq(privateLinks.tokenHash, reference.linkTokenHash));
  return inArray(eventTypes.id, ofLink);
}
