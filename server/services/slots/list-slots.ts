import { z } from "zod";
import { findBooking } from "@/db/queries/booking-queries";
import { findEventType } from "@/db/queries/event-type-queries";
import { eventTypeReferenceSchema } from "@/server/domain/bookings/create-booking-input";
import { listSlots as listFreeSlots } from "@/server/domain/scheduling/list-slots";
import { ServiceError } from "@/server/platform/service-error";
import { eventTypeOrUserNotFound } from "@/server/services/event-types/event-type-not-found";
import type { ServiceContext } from "@/server/services/service-context";
import { loadSlotQuery } from "./load-slot-query";

export const maxSlotWindowDays = 92;
const millisecondsPerDay = 86_400_000;

export const instantSchema = z.iso.datetime({
  offset: true,
  error: "must be an ISO 8601 date and time with Z or an offset",
});

export const listSlotsInputSchema = z.object({
  eventType: eventTypeReferenceSchema,
  from: instantSchema,
  to: instantSchema,
  lengthMinutes: z.int().min(1).max(1440).optional(),
  /** The booking that is to be moved: its own time counts as free. */
  bookingUidToReschedule: z.string().max(100).optional(),
});

export type ListSlotsInput = z.output<typeof listSlotsInputSchema>;
export type SlotView = { startsAt: string; endsAt: string };

/**
 * The free times of an event type that start in [from, to), ascending; times before now are never among them.
 * @throws ServiceError NOT_FOUND for an unknown event type, BAD_REQUEST for a window that ends before it starts
 * or is longer than `maxSlotWindowDays`.
 */
export async function listSlots(ctx: ServiceContext, input: ListSlotsInput): Promise<SlotView[]> {
  const window = { startMs: Date.parse(input.from), endMs: Date.parse(input.to) };
  requireSensibleWindow(window);
  const found = await findEventType(ctx.db, input.eventType);
  if (!found) throw await eventTypeOrUserNotFound(ctx.db, input.eventType);
  const moved = input.bookingUidToReschedule
    ? await findBooking(ctx.db, { uid: input.bookingUidToReschedule })
    : null;
  const { lengthMinutes } = input;
  if (lengthMinutes !== undefined && lengthMinutes !== found.eventType.lengthMinutes) {
    throw new ServiceError(
      "BAD_REQUEST",
      `This event type takes ${found.eventType.lengthMinutes} minutes; leave the length out or ask for that.`,
      { field: "lengthMinutes", reason: "length_not_offered" },
    );
  }
  const query = await loadSlotQuery(ctx.db, found, {
    window,
    now: ctx.clock.now(),
    exceptBookingId: moved?.booking.ownerId === found.host.id ? moved.booking.id : undefined,
  });
  return listFreeSlots({ ...query, window }).map((slot) => ({
    startsAt: new Date(slot.startMs).toISOString(),
    endsAt: new Date(slot.endMs).toISOString(),
  }));
}

function requireSensibleWindow(window: { startMs: number; endMs: number }): void {
  if (window.endMs <= window.startMs) {
    throw new ServiceError(
      "BAD_REQUEST",
      "Invalid time range given - check the 'start' and 'end' query parameters.",
      { field: "to", reason: "window_ends_before_start" },
    );
  }
  if (window.endMs - window.startMs > maxSlotWindowDays * millisecondsPerDay) {
    throw new ServiceError(
      "BAD_REQUEST",
      `The time range may span at most ${maxSlotWindowDays} days; ask for it in parts.`,
      { field: "to", reason: "window_too_long" },
    );
  }
}
