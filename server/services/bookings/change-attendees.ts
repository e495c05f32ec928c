import { and, eq } from "drizzle-orm";
import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import { cancelMessages, lockStoppableMessages } from "@/db/queries/message-queries";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import { attendeeSource } from "@/server/domain/workflows/message-source";
import type { AttendeeChange } from "@/server/domain/workflows/notices";
import { planAttendeeNotice } from "@/server/domain/workflows/plan-notices";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { writeAudit } from "./write-audit";
import { insertPlan } from "./write-plan";

/**
 * Records that one who takes part was added to a locked booking or taken off it, whose attendees have been written: what
 * still waited to tell them is called off, they are told where the meeting is agreed, and the audit entry and the event
 * are written. One who never heard of it isn't told that they were taken off.
 */
export async function changeAttendees(
  ctx: ServiceContext,
  { tx, emit }: UnitOfWork,
  before: BookingRecord,
  { change, attendeeId, email }: { change: AttendeeChange; attendeeId: number; email: string | null },
): Promise<void> {
  const now = ctx.clock.now();
  const { id: bookingId, ownerId, status, calendarSequence } = before.booking;
  const revision = before.booking.revision + 1;
  await tx
    .update(bookings)
    .set({ revision, calendarSequence: calendarSequence + 1, updatedAt: now })
    .where(eq(bookings.id, bookingId));
  if (email !== null) {
    const isToThem = and(eq(messages.recipient, email), eq(messages.recipientRole, "attendee"));
    const waiting = await lockStoppableMessages(tx, bookingId, isToThem);
    const ids = waiting.map(({ id }) => id);
    await cancelMessages(tx, ids, "cancelled_by_organizer", now);
    const neverHeard =
      change === "attendee_removed" &&
      waiting.some(({ source }) => source === attendeeSource("attendee_added"));
    if (status === "accepted" && !neverHeard) await tellThem(ctx, tx, before, { change, email, revision });
  }
  await writeAudit(ctx, tx, {
    ownerId,
    bookingId,
    action: `booking.${change}`,
    byLink: false,
    details: { attendeeId },
  });
  emit("booking/updated", { bookingId, ownerId });
}

async function tellThem(
  ctx: ServiceContext,
  tx: UnitOfWork["tx"],
  before: BookingRecord,
  { change, email, revision }: { change: AttendeeChange; email: string; revision: number },
): Promise<void> {
  const { id: bookingId, ownerId } = before.booking;
  const record = change === "attendee_added" ? await findBooking(tx, { id: bookingId }) : before;
  if (!record) throw new Error(`Booking ${bookingId} vanished under its own lock.`);
  const booking = factsOf(record, { recipientRole: "attendee", recipient: email });
  const occurrence = `revision-${revision}`;
  const notice = planAttendeeNotice(change, { booking, email, occurrence, now: ctx.clock.now() });
  // Whoever was taken off has no name or zone on record any more by the time that the mail goes out.
  const values = bookingReader(booking, "attendee", ctx.publicUrl);
  const written = {
    ...notice,
    subjectTemplate: renderTemplate(notice.subjectTemplate ?? "", values),
    bodyTemplate: renderTemplate(notice.bodyTemplate, values),
  };
  await insertPlan(ctx, tx, { bookingId, ownerId }, [change === "attendee_added" ? notice : written]);
}
