import { Temporal } from "temporal-polyfill";

/**
 * The instant, in milliseconds, at which a zone's clock shows a date and time such as "2026-12-01T10:00", or null
 * where it shows it twice or never, as when clocks change, or where the text is no date and time.
 */
export function instantOfClockReading(reading: string, timeZone: string): number | null {
  try {
    const clock = Temporal.PlainDateTime.from(reading);
    return clock.toZonedDateTime(timeZone, { disambiguation: "reject" }).epochMilliseconds;
  } catch {
    return null;
  }
}
