import { eq } from "drizzle-orm";
import { z } from "zod";
import { attendees } from "@/db/schema/bookings";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { type AttendeeOfBooking, attendeeOfBooking } from "./add-attendee";
import { bookingView } from "./booking-view";
import { changeAttendees } from "./change-attendees";
import { bookingUidSchema } from "./get-booking";
import { lockOwnBooking } from "./lock-own-booking";

export const removeAttendeeInputSchema = z.object({ uid: bookingUidSchema, attendeeId: rowIdSchema });

/**
 * Takes one off a booking who was added to it, and tells them where they had been told; returns who it was. Only the
 * host can, and never whoever booked: without them there is no booking.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host, and for one who doesn't take part;
 * BAD_REQUEST for whoever booked, or a booking that is closed or over.
 */
export async function removeAttendee(
  ctx: ServiceContext,
  { uid, attendeeId }: z.output<typeof removeAttendeeInputSchema>,
): Promise<AttendeeOfBooking> {
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const before = await lockOwnBooking(ctx, tx, uid);
    const attendee = before.attendees.find(({ id }) => id === attendeeId);
    if (!attendee) {
      const message = `Attendee with id ${attendeeId} not found in booking ${uid}`;
      throw new ServiceError("NOT_FOUND", message, { field: "attendeeId", reason: "attendee_not_found" });
    }
    if (attendee === before.attendees[0]) throw hasBooked();
    await tx.delete(attendees).where(eq(attendees.id, attendeeId));
    const { email } = attendee;
    await changeAttendees(ctx, unit, before, { change: "attendee_removed", attendeeId, email });
    return attendeeOfBooking(bookingView(before, []), attendeeId);
  });
}

function hasBooked(): ServiceError {
  return new ServiceError(
    "BAD_REQUEST",
    "This attendee booked, and can't be taken off: cancel the booking instead.",
    { field: "attendeeId", reason: "attendee_has_booked" },
  );
}
