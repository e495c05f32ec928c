import type { bookings } from "@/db/schema/bookings";
import { ServiceError } from "@/server/platform/service-error";

type Booking = Pick<typeof bookings.$inferSelect, "uid" | "status" | "rescheduledToUid" | "endsAt">;

/**
 * Refuses to move, cancel or change a booking that is closed or over.
 * @throws ServiceError BAD_REQUEST that says what happened to it and names its successor.
 */
export function requireChangeable(
  booking: Booking,
  verb: "reschedule" | "cancel" | "change",
  now: Date,
): void {
  const { uid, status, rescheduledToUid } = booking;
  const intro = `Can't ${verb} booking with uid=${uid} because it has`;
  if (rescheduledToUid) {
    throw new ServiceError(
      "BAD_REQUEST",
      `${intro} been cancelled and rescheduled already to booking with uid=${rescheduledToUid}. You probably want to ${verb} ${rescheduledToUid} instead by passing it within the request URL.`,
      { field: "uid", reason: "already_rescheduled", data: { rescheduledToUid } },
    );
  }
  if (status === "cancelled" || status === "rejected") {
    throw new ServiceError(
      "BAD_REQUEST",
      `${intro} been ${status} already. Please provide uid of a booking that is not ${status}.`,
      { field: "uid", reason: `already_${status}` },
    );
  }
  if (booking.endsAt <= now) {
    throw new ServiceError("BAD_REQUEST", `${intro} already ended.`, {
      field: "uid",
      reason: "already_ended",
    });
  }
}
