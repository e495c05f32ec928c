import { eq } from "drizzle-orm";
import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import { findMessages } from "@/db/queries/message-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { bookings } from "@/db/schema/bookings";
import { triggerOfOccasion } from "@/server/domain/webhooks/webhook-trigger";
import type { MessageReason, RecipientRole } from "@/server/domain/workflows/message-state";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { writeDeliveries } from "@/server/services/webhooks/write-deliveries";
import { type BookingView, bookingView, type MessageView, messageView } from "./booking-view";
import { writeAudit } from "./write-audit";
import { replacePlan } from "./write-plan";

export type BookingChange = {
  occasion: Extract<BookingOccasion, "confirmed" | "declined" | "cancelled">;
  columns: Partial<typeof bookings.$inferInsert>;
  /** Why what the booking owed and had not gone out ends. */
  reason: MessageReason;
  byLink: boolean;
  alreadyTold?: readonly RecipientRole[];
};

/**
 * Changes the status of a locked booking: its plan of messages is replaced by what the change owes, and the audit
 * entry and the event are written.
 */
export async function changeBooking(
  ctx: ServiceContext,
  unit: UnitOfWork,
  before: BookingRecord,
  change: BookingChange,
): Promise<void> {
  const { tx, emit } = unit;
  const now = ctx.clock.now();
  const { id: bookingId, ownerId, eventTypeId, requestedWorkflowIds: requestedIds } = before.booking;
  const { calendarSequence, revision, firstConfirmedAt } = before.booking;
  const [booking] = await tx
    .update(bookings)
    .set({
      ...change.columns,
      calendarSequence: calendarSequence + 1,
      revision: revision + 1,
      updatedAt: now,
    })
    .where(eq(bookings.id, bookingId))
    .returning();
  if (!booking) throw new Error(`Booking ${bookingId} vanished under its own lock.`);
  const workflows = await findWorkflowsInForce(tx, { ownerId, eventTypeId, requestedIds });
  const plan = planMessages({
    occasion: change.occasion,
    booking: factsOf({ ...before, booking }),
    workflows,
    now,
    wasConfirmedBefore: firstConfirmedAt !== null || before.booking.status === "accepted",
    alreadyTold: change.alreadyTold,
    smsCountries: ctx.installation.smsCountries,
  });
  const { occasion, reason, byLink } = change;
  await replacePlan(ctx, tx, { bookingId, ownerId, fromBookingId: bookingId, reason, plan });
  await writeAudit(ctx, tx, { ownerId, bookingId, action: `booking.${occasion}`, byLink });
  emit(`booking/${occasion}`, { bookingId, ownerId });
  const trigger = triggerOfOccasion(occasion, firstConfirmedAt !== null);
  await writeDeliveries(ctx, unit, booking, { trigger, bookingId });
}

/** A changed booking as it stands, the others that changed with it, and what of all was going out already. */
export type ChangedBookings = BookingView & { others?: BookingView[]; inFlightMessages: MessageView[] };

/** The view of bookings that a transaction has changed, the one that was named first. */
export async function changedBookings({ tx }: UnitOfWork, ids: readonly number[]): Promise<ChangedBookings> {
  const views: BookingView[] = [];
  const inFlightMessages: MessageView[] = [];
  for (const id of ids) {
    const record = await findBooking(tx, { id });
    if (!record) throw new Error(`Booking ${id} vanished under its own lock.`);
    const messages = await findMessages(tx, id);
    views.push(bookingView(record, messages));
    inFlightMessages.push(...messages.filter(({ state }) => state === "sending").map(messageView));
  }
  const [first, ...others] = views;
  if (!first) throw new Error("Nothing was changed.");
  return { ...first, ...(others.length > 0 && { others }), inFlightMessages };
}
