import type { ExpectedMessage, Line } from "./booking-oracle";

const minuteMs = 60_000;
const looksMs = [10 * minuteMs, 60 * minuteMs, 6 * 60 * minuteMs, 24 * 60 * minuteMs];

/** How a text to a number ends, but for those that are refused for now. */
export const endOfLine: Record<Exclude<Line, "busy">, ExpectedMessage["state"]> = {
  fine: "sent",
  undelivered: "undelivered",
  refused: "failed",
  silent: "unconfirmed",
};

/**
 * When a text that got no receipt may be followed: when its step's time is over, and when the last of four looks (after
 * ten minutes, an hour, six hours and a day) has found nothing. One of the looks is made when its step's time is over.
 */
export function silencesOf(acceptedMs: number, afterMinutes: number | null): number[] {
  const waitsMs = afterMinutes === null ? null : acceptedMs + afterMinutes * minuteMs;
  const found: number[] = [];
  let atMs = acceptedMs;
  for (const lookMs of looksMs) {
    const isAwaited = waitsMs !== null && found.length === 0;
    atMs = atWholeMinute(isAwaited ? Math.min(atMs + lookMs, waitsMs) : atMs + lookMs);
    if (isAwaited && atMs >= waitsMs) found.push(atMs);
  }
  return found.includes(atMs) ? found : [...found, atMs];
}

/** When a text that is refused for now is followed; null where nothing is waited for. */
export function patienceOver(refusedMs: number, afterMinutes: number | null): number | null {
  return afterMinutes === null ? null : atWholeMinute(refusedMs + afterMinutes * minuteMs);
}

function atWholeMinute(ms: number): number {
  return Math.ceil(ms / minuteMs) * minuteMs;
}
