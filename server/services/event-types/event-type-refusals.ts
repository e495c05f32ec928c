import { postgresErrorOf } from "@/db/postgres-error";
import { ServiceError } from "@/server/platform/service-error";

/** What to throw for an error of the database while an event type was written: the slug may be in use. */
export function slugErrorOf(error: unknown): unknown {
  if (postgresErrorOf(error)?.constraint_name !== "event_types_slug_per_owner") return error;
  return new ServiceError("BAD_REQUEST", "User already has an event type with this slug.", {
    field: "slug",
    reason: "slug_in_use",
  });
}

/** The error for a schedule that is not the owner's. */
export function foreignSchedule(ownerId: number, scheduleId: number): ServiceError {
  return new ServiceError(
    "NOT_FOUND",
    `User with ID=${ownerId} does not own schedule with ID=${scheduleId}`,
    { field: "scheduleId", reason: "schedule_not_found" },
  );
}
