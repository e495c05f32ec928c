import { millisecondsPerMinute } from "./local-date";
import type { Slot, SlotQuery } from "./slot-query";

/** The slots of one or all hosts, as the query asks; `starts` holds the ascending starts of each of its hosts. */
export function combineHosts(query: SlotQuery, starts: readonly (readonly number[])[]): Slot[] {
  const lengthMs = query.lengthMinutes * millisecondsPerMinute;
  const slots: Slot[] = [];
  const everyone = query.hosts.map(({ hostId }) => hostId);
  const heads = starts.map(() => 0);
  for (;;) {
    let startMs = Infinity;
    let free = 0;
    for (let host = 0; host < heads.length; host++) {
      const at = starts[host]?.[heads[host] as number] ?? Infinity;
      if (at < startMs) {
        startMs = at;
        free = 1;
      } else if (at === startMs) {
        free++;
      }
    }
    if (startMs === Infinity) return slots;
    const hostIds: string[] = [];
    for (let host = 0; host < heads.length; host++) {
      if (starts[host]?.[heads[host] as number] !== startMs) continue;
      heads[host] = (heads[host] as number) + 1;
      if (free < everyone.length) hostIds.push(everyone[host] as string);
    }
    if (free === everyone.length) slots.push({ startMs, endMs: startMs + lengthMs, hostIds: everyone });
    else if (query.combine === "any") slots.push({ startMs, endMs: startMs + lengthMs, hostIds });
  }
}
