import type { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { dateSchema } from "@/server/domain/scheduling/availability-schemas";
import { type EmptyDayReason, explainDay } from "@/server/domain/scheduling/explain-day";
import { epochDayOfDate } from "@/server/domain/scheduling/local-date";
import { startOfLocalDay } from "@/server/domain/scheduling/local-day";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import type { ServiceContext } from "@/server/services/service-context";
import { slotLoad, slotWishSchema } from "./list-slots";
import { loadSlotQuery } from "./load-slot-query";

export const explainEmptyDayInputSchema = slotWishSchema.extend({ on: dateSchema, timeZone: timeZoneSchema });

/**
 * Why a day of the visitor's calendar offers no time, or null when it does.
 * @throws ServiceError NOT_FOUND for an unknown event type, BAD_REQUEST for a length that is not offered.
 */
export async function explainEmptyDay(
  ctx: ServiceContext,
  input: z.output<typeof explainEmptyDayInputSchema>,
): Promise<EmptyDayReason | null> {
  const { on, timeZone } = input;
  const found = await findOfferedEventType(ctx, ctx.db, input.eventType, input.bookingUidToReschedule);
  const epochDay = epochDayOfDate(on);
  const window = {
    startMs: startOfLocalDay(timeZone, epochDay),
    endMs: startOfLocalDay(timeZone, epochDay + 1),
  };
  const query = await loadSlotQuery(ctx.db, found, slotLoad(ctx, found, input, window));
  const explanation = explainDay(query, on, timeZone);
  return explanation.kind === "empty" ? explanation.reason : null;
}
