import type { HostStarts } from "./list-host-starts";
import { millisecondsPerMinute } from "./local-date";
import type { Slot, SlotQuery } from "./slot-query";

/** The slots that any or all of the query's hosts can take; `hostStarts` is in the order of its hosts. */
export function combineHosts(query: SlotQuery, hostStarts: readonly HostStarts[]): Slot[] {
  const everyone = query.hosts.map(({ hostId }) => hostId);
  const lengthMs = query.lengthMinutes * millisecondsPerMinute;
  const next = hostStarts.map(() => 0);
  const slots: Slot[] = [];
  for (;;) {
    const startMs = earliestNextStart(hostStarts, next);
    if (startMs === Infinity) return slots;
    const free: number[] = [];
    for (let host = 0; host < next.length; host++) {
      const index = next[host] as number;
      if (hostStarts[host]?.starts[index] !== startMs) continue;
      next[host] = index + 1;
      free.push(host);
    }
    if (query.combine === "all" && free.length < everyone.length) continue;
    const hostIds = free.length === everyone.length ? everyone : free.map((host) => everyone[host] as string);
    const slot: Slot = { startMs, endMs: startMs + lengthMs, hostIds };
    if (query.rules.seatsPerSlot) {
      const seats = free.map(
        (host) => hostStarts[host]?.seatsAt.get(startMs) ?? query.rules.seatsPerSlot ?? 0,
      );
      slot.seatsRemaining = query.combine === "all" ? Math.min(...seats) : Math.max(...seats);
    }
    slots.push(slot);
  }
}

function earliestNextStart(hostStarts: readonly HostStarts[], next: readonly number[]): number {
  let earliestMs = Infinity;
  for (let host = 0; host < next.length; host++) {
    const startMs = hostStarts[host]?.starts[next[host] as number];
    if (startMs !== undefined && startMs < earliestMs) earliestMs = startMs;
  }
  return earliestMs;
}
