import type { z } from "zod";
import type { ServiceContext } from "@/server/services/service-context";
import { instantSchema, listSlots, type SlotView, slotWishSchema } from "./list-slots";

export const findNextSlotInputSchema = slotWishSchema.extend({
  /** Look no earlier than this; now when absent. */
  from: instantSchema.optional(),
});

const stretchDays = [7, 31, 92, 92, 92, 92];
const millisecondsPerDay = 86_400_000;

/**
 * The first free time of an event type, or null when there is none within about a year.
 * @throws ServiceError NOT_FOUND for an unknown event type, BAD_REQUEST for a length that is not offered.
 */
export async function findNextSlot(
  ctx: ServiceContext,
  input: z.output<typeof findNextSlotInputSchema>,
): Promise<SlotView | null> {
  const { from, ...wish } = input;
  let startMs = from === undefined ? ctx.clock.now().getTime() : Date.parse(from);
  for (const days of stretchDays) {
    const endMs = startMs + days * millisecondsPerDay;
    const window = { from: new Date(startMs).toISOString(), to: new Date(endMs).toISOString() };
    const [first] = await listSlots(ctx, { ...wish, ...window });
    if (first) return first;
    startMs = endMs;
  }
  return null;
}
