import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { proofSeed, provesAll } from "./proof";

/** Zones that have broken schedulers: half-hour and skipped days, midnight changes, Ramadan, odd offsets. */
export const hardZones: readonly string[] = [
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/New_York",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "America/Havana",
  "Asia/Beirut",
  "America/Santiago",
  "Pacific/Chatham",
  "America/St_Johns",
  "America/Asuncion",
  "America/Nuuk",
  "Asia/Gaza",
  "Africa/Cairo",
  "Europe/London",
  "Antarctica/Troll",
  "Pacific/Kiritimati",
];

export const allZones: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf("timeZone"), ...hardZones, "UTC"]),
];

const known = new Map<string, readonly number[]>();

/** The instants at which a zone changes its clocks from 2024 until the end of 2032, found by Temporal. */
export function zoneTransitions(timeZone: string): readonly number[] {
  const found = known.get(timeZone);
  if (found !== undefined) return found;
  const transitions: number[] = [];
  const untilMs = Date.UTC(2033, 0, 1);
  let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2024, 0, 1))
    .toZonedDateTimeISO(timeZone)
    .getTimeZoneTransition("next");
  while (at !== null && at.epochMilliseconds < untilMs) {
    transitions.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition("next");
  }
  known.set(timeZone, transitions);
  return transitions;
}

/** The hard zones and a slice of the others drawn by the seed; every zone in a proof. */
export function zonesToTry(slice = 20): readonly string[] {
  if (provesAll()) return allZones;
  const others = fc.sample(fc.constantFrom(...allZones), { seed: proofSeed(), numRuns: slice });
  return [...new Set([...hardZones, ...others])];
}
