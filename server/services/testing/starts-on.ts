import type { ServiceContext } from "../service-context";
import { type ListSlotsInput, listSlots } from "../slots/list-slots";

/** The free starts of an event type on a UTC date, by the UTC clock. */
export async function startsOn(
  ctx: ServiceContext,
  eventTypeId: number,
  date: string,
  more: Partial<ListSlotsInput> = {},
): Promise<string[]> {
  const window = { from: `${date}T00:00:00Z`, to: `${date}T23:59:59Z` };
  const slots = await listSlots(ctx, { eventType: { id: eventTypeId }, ...window, ...more });
  return slots.map(({ startsAt }) => startsAt.slice(11, 16));
}
