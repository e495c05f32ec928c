import { serverCaller } from "@/app/_lib/server-caller";
import { monthInEveryZone, monthInZone } from "./month";
import type { MonthOfSlots, SlotSource } from "./use-month-slots";

/** The month with the next free time by the calendar of a zone, and its free times; else this month. */
export async function loadFirstMonth(source: SlotSource, timeZone: string): Promise<MonthOfSlots> {
  const caller = await serverCaller();
  const query = {
    eventType: { id: source.eventTypeId },
    bookingUidToReschedule: source.bookingUidToReschedule,
  };
  const next = await caller.slots.next(query);
  const month = monthInZone(next ? new Date(next.startsAt) : new Date(), timeZone);
  return { month, starts: await caller.slots.starts({ ...query, ...monthInEveryZone(month) }) };
}
