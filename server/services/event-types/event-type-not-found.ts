import type { EventTypeReference } from "@/db/queries/event-type-queries";
import { ServiceError } from "@/server/platform/service-error";

/** The error for an event type that does not exist, in the words that callers of the API know. */
export function eventTypeNotFound(reference: EventTypeReference): ServiceError {
  const message =
    "id" in reference
      ? `Event type with id ${reference.id} not found.`
      : `Event type with slug ${reference.slug} belonging to user ${reference.username} not found.`;
  return new ServiceError("NOT_FOUND", message, { field: "eventType", reason: "event_type_not_found" });
}
