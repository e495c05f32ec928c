import { z } from "zod";
import { findEventType } from "@/db/queries/event-type-queries";
import { eventTypeReferenceSchema, timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { dateSchema } from "@/server/domain/scheduling/availability-schemas";
import { type EmptyDayReason, explainDay } from "@/server/domain/scheduling/explain-day";
import { epochDayOfDate } from "@/server/domain/scheduling/local-date";
import { startOfLocalDay } from "@/server/domain/scheduling/local-day";
import { eventTypeNotFound } from "@/server/services/event-types/event-type-not-found";
import type { ServiceContext } from "@/server/services/service-context";
import { loadSlotQuery } from "./load-slot-query";

export const explainEmptyDayInputSchema = z.object({
  eventType: eventTypeReferenceSchema,
  on: dateSchema,
  timeZone: timeZoneSchema,
});

/**
 * Why a day of the visitor's calendar offers no time, or null when it does.
 * @throws ServiceError NOT_FOUND for an unknown event type.
 */
export async function explainEmptyDay(
  ctx: ServiceContext,
  { eventType, on, timeZone }: z.output<typeof explainEmptyDayInputSchema>,
): Promise<EmptyDayReason | null> {
  const found = await findEventType(ctx.db, eventType);
  if (!found) throw eventTypeNotFound(eventType);
  const epochDay = epochDayOfDate(on);
  const window = {
    startMs: startOfLocalDay(timeZone, epochDay),
    endMs: startOfLocalDay(timeZone, epochDay + 1),
  };
  const query = await loadSlotQuery(ctx.db, found, { window, now: ctx.clock.now() });
  const explanation = explainDay(query, on, timeZone);
  return explanation.kind === "empty" ? explanation.reason : null;
}
