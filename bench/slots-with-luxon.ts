import { DateTime } from "luxon";
import type { SlotQuery } from "@/server/domain/scheduling/slot-query";

/** The starts of one host as a straightforward scheduler finds them: day by day, slot by slot, asking luxon. */
export function luxonStarts({ hosts, rules, lengthMinutes, window, nowMs }: SlotQuery): number[] {
  const [host] = hosts;
  if (host === undefined) return [];
  const zone = host.schedule.timeZone;
  const earliest = DateTime.fromMillis(nowMs, { zone }).plus({ minutes: rules.minimumNoticeMinutes });
  const starts: number[] = [];
  for (
    let day = DateTime.fromMillis(window.startMs, { zone }).startOf("day");
    day.toMillis() < window.endMs;
    day = day.plus({ days: 1 })
  ) {
    for (const block of host.schedule.weeklyHours.filter(({ weekday }) => weekday === day.weekday)) {
      const end = day.set({ hour: Math.floor(block.endMinute / 60), minute: block.endMinute % 60 });
      let start = day.set({ hour: Math.floor(block.startMinute / 60), minute: block.startMinute % 60 });
      for (
        ;
        start.plus({ minutes: lengthMinutes }) <= end;
        start = start.plus({ minutes: rules.slotIntervalMinutes })
      ) {
        const startMs = start.toMillis();
        const endMs = start.plus({ minutes: lengthMinutes }).toMillis();
        if (start < earliest || startMs < window.startMs || startMs >= window.endMs) continue;
        if (!host.busy.some((busy) => busy.startMs < endMs && startMs < busy.endMs)) starts.push(startMs);
      }
    }
  }
  return starts;
}
