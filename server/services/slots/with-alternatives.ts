import type { EventTypeReferenceInput } from "@/server/domain/bookings/create-booking-input";
import { listSlots as listFreeSlots } from "@/server/domain/scheduling/list-slots";
import { ServiceError } from "@/server/platform/service-error";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import type { ServiceContext } from "@/server/services/service-context";
import { type SlotWish, slotLoad } from "./list-slots";
import { loadSlotQuery } from "./load-slot-query";

export type Wanted = Omit<SlotWish, "eventType"> & { eventType: EventTypeReferenceInput; startsAt: string };

const reasonsWithAlternatives = [
  "slot_taken",
  "slot_reserved",
  "no_seats_left",
  "limit_reached",
  "not_first_slot_of_day",
  "minimum_notice",
];
const wantedCount = 3;
const stretchDays = [7, 31];
const millisecondsPerDay = 86_400_000;

/**
 * Runs `work`; when it finds the wanted time taken, its error is thrown with the next three free times from there
 * on as `alternatives`, as far as there are any within some weeks. They are looked for outside of the transaction
 * that failed, so that nobody waits for it.
 */
export async function withAlternatives<Result>(
  ctx: ServiceContext,
  wanted: () => Wanted | null | Promise<Wanted | null>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || !reasonsWithAlternatives.includes(error.details.reason ?? "")) {
      throw error;
    }
    const known = await wanted();
    if (known === null) throw error;
    const data = { ...error.details.data, alternatives: await nextFreeTimes(ctx, known) };
    throw new ServiceError(error.code, error.message, { ...error.details, data }, { cause: error });
  }
}

async function nextFreeTimes(
  ctx: ServiceContext,
  wanted: Wanted,
): Promise<{ startsAt: string; endsAt: string }[]> {
  const found = await findOfferedEventType(ctx, ctx.db, wanted.eventType, wanted.bookingUidToReschedule);
  const times: { startsAt: string; endsAt: string }[] = [];
  let startMs = Math.max(Date.parse(wanted.startsAt), ctx.clock.now().getTime());
  for (const days of stretchDays) {
    const window = { startMs, endMs: startMs + days * millisecondsPerDay };
    const query = await loadSlotQuery(ctx.db, found, slotLoad(ctx, found, wanted, window));
    for (const slot of listFreeSlots({ ...query, window }).slice(0, wantedCount - times.length)) {
      times.push({
        startsAt: new Date(slot.startMs).toISOString(),
        endsAt: new Date(slot.endMs).toISOString(),
      });
    }
    if (times.length === wantedCount) break;
    startMs = window.endMs;
  }
  return times;
}
