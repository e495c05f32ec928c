import { pathNumber } from "../path-id";
import { RestError } from "../rest-error";

/** The ways in which callers name an event type. */
export type EventTypeNames = {
  eventTypeId?: number | null;
  eventTypeSlug?: string | null;
  username?: string | null;
  teamSlug?: string | null;
  organizationSlug?: string | null;
};

export type EventTypeReference = { id: number } | { username: string; slug: string };

/** The id of an event type in a path. */
export const eventTypeIdInPath = pathNumber({
  reason: "event_type_not_found",
  message: (id) => `Event type with id ${id} not found.`,
});

/** The names of this API, by those that procedures give to the same. */
export const eventTypeFields: Readonly<Record<string, string>> = {
  "eventType.id": "eventTypeId",
  "eventType.slug": "eventTypeSlug",
  "eventType.username": "username",
};

/**
 * The event type that a request means.
 * @throws RestError 400 when it names none, 404 when it names a team or an organization, since there are none.
 */
export function eventTypeReference(names: EventTypeNames): EventTypeReference {
  const { eventTypeId, eventTypeSlug, username, teamSlug, organizationSlug } = names;
  if (eventTypeId) return { id: eventTypeId };
  if (eventTypeSlug && teamSlug) {
    throw notFound("teamSlug", "team_not_found", `Team with slug ${teamSlug} not found`);
  }
  if (!eventTypeSlug || !username) {
    throw new RestError(
      400,
      "Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be provided",
      { field: "eventTypeId", reason: "event_type_not_named" },
    );
  }
  if (organizationSlug) {
    const message = `Event type with slug ${eventTypeSlug} belonging to user ${username} within organization ${organizationSlug} not found.`;
    throw notFound("organizationSlug", "event_type_not_found", message);
  }
  return { username, slug: eventTypeSlug };
}

function notFound(field: string, reason: string, message: string): RestError {
  return new RestError(404, message, { field, reason });
}
