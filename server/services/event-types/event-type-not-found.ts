import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { EventTypeReference } from "@/db/queries/event-type-queries";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/server/platform/service-error";

/** The error for an event type that does not exist, in the words that callers of the API know. */
export function eventTypeNotFound(reference: EventTypeReference): ServiceError {
  const reason = "event_type_not_found";
  if ("id" in reference) {
    const message = `Event type with id ${reference.id} not found.`;
    return new ServiceError("NOT_FOUND", message, { field: "eventType.id", reason });
  }
  const { slug, username } = reference;
  const message = `Event type with slug ${slug} belonging to user ${username} not found.`;
  return new ServiceError("NOT_FOUND", message, { field: "eventType.slug", reason });
}

/** As `eventTypeNotFound`, or the error for its owner where it is the user who does not exist. */
export async function eventTypeOrUserNotFound(
  db: Queryable,
  reference: EventTypeReference,
): Promise<ServiceError> {
  if ("id" in reference) return eventTypeNotFound(reference);
  const { username } = reference;
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.username, username.toLowerCase()));
  if (user) return eventTypeNotFound(reference);
  return new ServiceError("NOT_FOUND", `User with username ${username} not found`, {
    field: "eventType.username",
    reason: "user_not_found",
  });
}
