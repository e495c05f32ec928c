import { dateInZone } from "@/app/_lib/time-format";

const hourMs = 3_600_000;
/** Zones are at most 14 hours ahead of UTC and 12 behind it. */
const furthestAheadHours = 14;
const furthestBehindHours = 12;

/** The month "YYYY-MM" that many months after another. */
export function monthAfter(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

/** The month "YYYY-MM" that a zone's calendar shows at an instant. */
export function monthInZone(instant: Date, timeZone: string): string {
  return dateInZone(instant, timeZone).slice(0, 7);
}

/**
 * The stretch of time in which any zone's calendar may show the month. The answer to a query for it serves every
 * zone, so that a change of zone needs no further one.
 */
export function monthInEveryZone(month: string): { from: string; to: string } {
  const startMs = Date.parse(`${month}-01T00:00:00Z`);
  const endMs = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`);
  return {
    from: new Date(startMs - furthestAheadHours * hourMs).toISOString(),
    to: new Date(endMs + furthestBehindHours * hourMs).toISOString(),
  };
}
