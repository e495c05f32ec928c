import { serverCaller } from "@/app/_lib/server-caller";
import { monthInEveryZone, monthInZone } from "./month";
import type { MonthOfSlots, SlotSource } from "./use-month-slots";

/**
 * The month to begin with, by the calendar of a zone, and its free times: that of `around`, else that of the next
 * free time, else this month.
 */
export async function loadFirstMonth(
  source: SlotSource,
  { timeZone, around }: { timeZone: string; around?: Date },
): Promise<MonthOfSlots> {
  const caller = await serverCaller();
  const { eventTypeId, ...rest } = source;
  const query = { ...rest, eventType: { id: eventTypeId } };
  const next = around ? null : await caller.slots.next(query);
  const month = monthInZone(around ?? (next ? new Date(next.startsAt) : new Date()), timeZone);
  return { month, starts: await caller.slots.starts({ ...query, ...monthInEveryZone(month) }) };
}
