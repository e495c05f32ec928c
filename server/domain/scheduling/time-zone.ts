import { Temporal } from "temporal-polyfill";

/**
 * The IANA spelling of a time zone written in any case ("america/new_york" → "America/New_York"), or undefined
 * when there is no such zone.
 *
 * Links keep their own name ("asia/kolkata" → "Asia/Kolkata"). Offsets such as "+05:30" are no zones here:
 * they don't know when clocks change.
 */
export function canonicalTimeZone(name: string): string | undefined {
  if (!zoneName.test(name) || name.length > maxNameLength) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Whether a name is an IANA time zone in its own spelling. */
export function isTimeZone(name: string): boolean {
  return canonicalTimeZone(name) === name;
}

const maxNameLength = 50;
// "SystemV/…" are names of one operating system that some runtimes know as well.
const zoneName = /^(?!systemv\/)[a-z][a-z0-9_+\-/]*$/i;
