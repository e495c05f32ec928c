import { millisecondsPerMinute } from "./local-date";
import { offsetAt } from "./zone-offsets";

/**
 * An instant as a zone's clock shows it, with the offset: "2026-11-01T09:00:00.000-05:00", and with "Z" in UTC.
 *
 * Where a zone's offset had seconds, long ago, it is rounded to the minute together with the clock, so that the
 * text still means the same instant.
 *
 * @throws RangeError when the zone is unknown or the instant has no four-digit year
 * @see RFC 3339 section 5.6
 */
export function formatInstant(instantMs: number, timeZone: string): string {
  const offsetMinutes = Math.round(offsetAt(timeZone, instantMs) / millisecondsPerMinute);
  const clock = new Date(instantMs + offsetMinutes * millisecondsPerMinute).toISOString();
  if (clock.length !== 24) throw new RangeError(`No four-digit year: ${clock}`);
  return timeZone === "UTC" ? clock : clock.slice(0, -1) + formatOffset(offsetMinutes);
}

function formatOffset(offsetMinutes: number): string {
  const distance = Math.abs(offsetMinutes);
  const hours = String(Math.floor(distance / 60)).padStart(2, "0");
  const minutes = String(distance % 60).padStart(2, "0");
  return `${offsetMinutes < 0 ? "-" : "+"}${hours}:${minutes}`;
}
