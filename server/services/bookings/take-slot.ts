import type { Transaction } from "@/db/client";
import { postgresErrorOf } from "@/db/postgres-error";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { clearLapsed } from "@/db/queries/occupancy-queries";
import { occupancies } from "@/db/schema/bookings";
import { checkSlot, type RefusalReason } from "@/server/domain/scheduling/check-slot";
import { ServiceError } from "@/server/platform/service-error";
import { loadSlotQuery } from "@/server/services/slots/load-slot-query";

const exclusionViolation = "23P01";

/**
 * Checks, under the host's lock, that the event type offers [startsAt, endsAt) now.
 * @throws ServiceError BAD_REQUEST that says why not.
 */
export async function requireOfferedSlot(
  tx: Transaction,
  found: EventTypeWithHost,
  slot: { startsAt: Date; endsAt: Date; now: Date; exceptBookingId?: number },
): Promise<void> {
  const { now, exceptBookingId } = slot;
  if (slot.startsAt <= now) throw slotRefused("past");
  const window = { startMs: slot.startsAt.getTime(), endMs: slot.endsAt.getTime() };
  const lengthMinutes = (window.endMs - window.startMs) / 60_000;
  const query = await loadSlotQuery(tx, found, { window, now, lengthMinutes, exceptBookingId });
  const check = checkSlot(query, window.startMs);
  if (check.kind === "refused") throw slotRefused(check.reason);
}

/**
 * Takes the host's time for a booking.
 * @throws ServiceError BAD_REQUEST when the database finds it taken after all.
 */
export async function occupySlot(
  tx: Transaction,
  occupancy: {
    hostId: number;
    eventTypeId: number;
    bookingId: number;
    startsAt: Date;
    endsAt: Date;
    now: Date;
  },
): Promise<void> {
  const { now, ...row } = occupancy;
  await clearLapsed(tx, { hostId: row.hostId, now, from: row.startsAt, to: row.endsAt });
  try {
    await tx.insert(occupancies).values(row);
  } catch (error) {
    if (postgresErrorOf(error)?.code === exclusionViolation) throw slotRefused("busy");
    throw error;
  }
}

const notOffered = `The event type can't be booked at the "start" time provided.`;

const refusals: Partial<Record<RefusalReason, string>> = {
  past: "Attempting to book a meeting in the past.",
  busy: "User either already has booking at this time or is not available",
  minimum_notice: `${notOffered} It is too soon: the event type asks for more notice.`,
  outside_booking_window: `${notOffered} It lies outside the dates that can be booked.`,
  outside_availability: `${notOffered} It lies outside the host's hours.`,
  out_of_office: `${notOffered} The host is out of office then.`,
  not_on_grid: `${notOffered} It is not one of the start times offered; list the slots to see them.`,
  limit_reached: `${notOffered} The host takes no more bookings in that period.`,
};

function slotRefused(reason: RefusalReason): ServiceError {
  return new ServiceError("BAD_REQUEST", refusals[reason] ?? notOffered, {
    field: "start",
    reason: reason === "busy" ? "slot_taken" : reason,
  });
}
