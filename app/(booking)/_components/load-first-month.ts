import { serverCaller } from "@/app/_lib/server-caller";
import { monthInEveryZone, monthInZone } from "./month";
import type { MonthOfSlots, SlotWish } from "./use-month-slots";

/**
 * The month to begin with, by the calendar of a zone, and its free times: that of `around`, else that of the next
 * free time, else this month.
 */
export async function loadFirstMonth(
  wish: SlotWish,
  { timeZone, around }: { timeZone: string; around?: Date },
): Promise<MonthOfSlots> {
  const caller = await serverCaller();
  const next = around ? null : await caller.slots.next(wish);
  const month = monthInZone(around ?? (next ? new Date(next.startsAt) : new Date()), timeZone);
  const found = await caller.slots.starts({ ...wish, ...monthInEveryZone(month) });
  return { ...found, month, lengthMinutes: wish.lengthMinutes };
}
