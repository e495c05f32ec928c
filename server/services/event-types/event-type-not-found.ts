import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { users } from "@/db/schema/users";
import type { EventTypeReferenceInput } from "@/server/domain/bookings/create-booking-input";
import { ServiceError } from "@/server/platform/service-error";

/** The error for an event type that does not exist, in the words that callers of the API know. */
export function eventTypeNotFound(reference: EventTypeReferenceInput): ServiceError {
  const reason = "event_type_not_found";
  if ("id" in reference) {
    const message = `Event type with id ${reference.id} not found.`;
    return new ServiceError("NOT_FOUND", message, { field: "eventType.id", reason });
  }
  if ("privateLinkToken" in reference) return privateLinkInvalid();
  const { slug, username } = reference;
  const message = `Event type with slug ${slug} belonging to user ${username} not found.`;
  return new ServiceError("NOT_FOUND", message, { field: "eventType.slug", reason });
}

/** The error for a private link that is unknown, has expired, was revoked or has been used. */
export function privateLinkInvalid(): ServiceError {
  return new ServiceError("NOT_FOUND", "This private link is not valid, or not any more.", {
    field: "eventType.privateLinkToken",
    reason: "private_link_invalid",
  });
}

/** As `eventTypeNotFound`, or the error for its owner where it is the user who does not exist. */
export async function eventTypeOrUserNotFound(
  db: Queryable,
  reference: EventTypeReferenceInput,
): Promise<ServiceError> {
  if (!("username" in reference)) return eventTypeNotFound(reference);
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
