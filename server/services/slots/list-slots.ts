import { z } from "zod";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { eventTypeReferenceSchema } from "@/server/domain/bookings/create-booking-input";
import type { Interval } from "@/server/domain/scheduling/interval";
import { listSlots as listFreeSlots } from "@/server/domain/scheduling/list-slots";
import { lengthMinutesSchema } from "@/server/domain/scheduling/rules-schemas";
import type { Slot } from "@/server/domain/scheduling/slot-query";
import { ServiceError } from "@/server/platform/service-error";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import { requireOfferedLength } from "@/server/services/event-types/offered-length";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";
import { loadSlotQuery, type SlotLoad } from "./load-slot-query";

export const maxSlotWindowDays = 92;
const millisecondsPerDay = 86_400_000;

export const instantSchema = z.iso.datetime({
  offset: true,
  error: "must be an ISO 8601 date and time with Z or an offset",
});

/** What may be said about the times that are asked for, beside when they are. */
export const slotWishSchema = z.object({
  eventType: eventTypeReferenceSchema,
  lengthMinutes: lengthMinutesSchema.optional(),
  /** The booking that is to be moved: its own time counts as free, and its length is asked for. */
  bookingUidToReschedule: z.string().max(100).optional(),
  /** The asker's own reservation: its time counts as free. */
  reservationUid: z.string().max(100).optional(),
});

export const listSlotsInputSchema = slotWishSchema.extend({ from: instantSchema, to: instantSchema });

export type SlotWish = z.output<typeof slotWishSchema>;
export type ListSlotsInput = z.output<typeof listSlotsInputSchema>;

export type SlotView = {
  startsAt: string;
  endsAt: string;
  /** Only of sessions with seats, where the organizer lets it be known or asks. */
  seats?: { total: number; remaining: number };
};

/**
 * The free times of an event type that start in [from, to), ascending; times before now are never among them.
 * @throws ServiceError NOT_FOUND for an unknown event type, BAD_REQUEST for a length that is not offered, or a
 * window that ends before it starts or is longer than `maxSlotWindowDays`.
 */
export async function listSlots(ctx: ServiceContext, input: ListSlotsInput): Promise<SlotView[]> {
  const window = { startMs: Date.parse(input.from), endMs: Date.parse(input.to) };
  requireSensibleWindow(window);
  const found = await findOfferedEventType(ctx, ctx.db, input.eventType, input.bookingUidToReschedule);
  const query = await loadSlotQuery(ctx.db, found, slotLoad(ctx, found, input, window));
  const showsSeats = found.eventType.showsSeatsLeft || actingUserId(ctx.actor) === found.host.id;
  return listFreeSlots({ ...query, window }).map((slot) => slotView(slot, found, showsSeats));
}

/**
 * What to load for a wish about a window.
 * @throws ServiceError BAD_REQUEST for a length that is not offered.
 */
export function slotLoad(
  ctx: ServiceContext,
  { eventType, moved }: EventTypeWithHost,
  wish: SlotWish,
  window: Interval,
): SlotLoad {
  const ownMinutes = moved ? (moved.endsAt.getTime() - moved.startsAt.getTime()) / 60_000 : undefined;
  const lengthMinutes =
    moved?.eventTypeId === eventType.id && (wish.lengthMinutes ?? ownMinutes) === ownMinutes
      ? ownMinutes
      : requireOfferedLength(eventType, wish.lengthMinutes, "lengthMinutes");
  return {
    window,
    now: ctx.clock.now(),
    lengthMinutes,
    exceptBookingId: moved?.id,
    exceptHoldUid: wish.reservationUid,
  };
}

function slotView(slot: Slot, { eventType }: EventTypeWithHost, showsSeats: boolean): SlotView {
  const { seatsRemaining } = slot;
  return {
    startsAt: new Date(slot.startMs).toISOString(),
    endsAt: new Date(slot.endMs).toISOString(),
    ...(showsSeats &&
      seatsRemaining !== undefined && {
        seats: { total: eventType.seatsPerSlot ?? seatsRemaining, remaining: seatsRemaining },
      }),
  };
}

function requireSensibleWindow(window: Interval): void {
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
