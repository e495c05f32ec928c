import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { triggerOfOccasion } from "@/server/domain/webhooks/webhook-trigger";
import type { RecipientRole } from "@/server/domain/workflows/message-state";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import type { Workflow } from "@/server/domain/workflows/workflow";
import type { UnitOfWork } from "@/server/services/in-transaction";
import { occupyTime } from "@/server/services/occupancies/occupy-time";
import type { ServiceContext } from "@/server/services/service-context";
import { writeDeliveries } from "@/server/services/webhooks/write-deliveries";
import { insertBooking, type NewAttendee, type NewBooking } from "./insert-booking";
import { writeAudit } from "./write-audit";
import { insertPlan, replacePlan } from "./write-plan";

export type Opening = {
  found: EventTypeWithHost;
  booking: NewBooking;
  people: readonly NewAttendee[];
  workflows: Workflow[];
  /** Whom the news of it reaches by another booking of the same change. */
  alreadyTold?: readonly RecipientRole[];
  /** The booking whose place it takes, with its time given back already, and whether that was agreed. */
  movedFrom?: { id: number; wasConfirmed: boolean };
};

/**
 * Writes one booking whole: itself with its people, its time, its plan of messages, the audit entry and the event.
 * A pending one takes its time only where the event type says that it holds it.
 * @throws ServiceError BAD_REQUEST when its time is taken after all.
 */
export async function openBooking(
  ctx: ServiceContext,
  unit: UnitOfWork,
  opening: Opening,
): Promise<BookingRecord> {
  const { tx, emit } = unit;
  const { found, booking, movedFrom } = opening;
  const bookingId = await insertBooking(ctx, tx, booking, opening.people);
  if (booking.status === "accepted" || found.eventType.pendingHoldsTime) {
    await occupyTime(ctx, tx, found, booking, { bookingId });
  }
  const record = await findBooking(tx, { id: bookingId });
  if (!record) throw new Error(`Booking ${bookingId} vanished in its own transaction.`);
  const occasion = occasionOf(opening);
  await writeOpeningPlan(ctx, unit, opening, record, occasion);
  await writeAudit(ctx, tx, {
    ownerId: found.host.id,
    bookingId,
    action: movedFrom ? "booking.rescheduled" : `booking.${occasion}`,
    byLink: movedFrom !== undefined,
    details: movedFrom ? { fromBookingId: movedFrom.id } : {},
  });
  emit(`booking/${occasion}`, { bookingId, ownerId: found.host.id });
  const trigger = triggerOfOccasion(occasion, movedFrom !== undefined);
  await writeDeliveries(ctx, unit, record.booking, { trigger, bookingId });
  return record;
}

type OpeningOccasion = Extract<BookingOccasion, "created" | "requested" | "confirmed" | "rescheduled">;

function occasionOf({ booking, movedFrom }: Opening): OpeningOccasion {
  if (booking.status === "pending") return "requested";
  if (movedFrom === undefined) return "created";
  return movedFrom.wasConfirmed ? "rescheduled" : "confirmed";
}

async function writeOpeningPlan(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  opening: Opening,
  record: BookingRecord,
  occasion: OpeningOccasion,
): Promise<void> {
  const { workflows, alreadyTold, movedFrom } = opening;
  const now = ctx.clock.now();
  const { smsCountries } = ctx.installation;
  const plan = planMessages({
    occasion,
    booking: factsOf(record),
    workflows,
    now,
    alreadyTold,
    smsCountries,
  });
  const owner = { bookingId: record.booking.id, ownerId: record.booking.ownerId };
  if (movedFrom === undefined) await insertPlan(ctx, tx, owner, plan);
  else {
    const reason = "booking_rescheduled";
    await replacePlan(ctx, tx, { ...owner, fromBookingId: movedFrom.id, reason, plan });
  }
}
