import { ServiceError } from "@/server/platform/service-error";

/** The error for a booking that does not exist, in the words that callers of the API know. */
export function bookingNotFound(uid: string): ServiceError {
  return new ServiceError("NOT_FOUND", `Booking with uid=${uid} was not found in the database`, {
    field: "uid",
    reason: "booking_not_found",
  });
}
