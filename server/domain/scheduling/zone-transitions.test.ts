import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { formatInstant } from "./format-instant";
import { groupSlotsByLocalDay } from "./group-slots-by-local-day";
import { listSlots } from "./list-slots";
import { millisecondsPerMinute } from "./local-date";
import { buildQuery, daily } from "./testing/build-query";
import { reportProof } from "./testing/proof";
import { zonesToTry, zoneTransitions } from "./testing/zones";

// Around every change of clocks, Temporal reads each fifth minute, and these readings say what must be offered.
const hourMs = 60 * millisecondsPerMinute;
const stepMs = 5 * millisecondsPerMinute;

type Reading = { startMs: number; minute: number; date: string; label: string };

const zones = zonesToTry();

test.each(zones)(
  "%s: slots, days and labels are right around each change of clocks",
  { timeout: 0 },
  (timeZone) => {
    for (const changeMs of zoneTransitions(timeZone)) {
      const readings = readAround(changeMs, timeZone);
      const window = { startMs: changeMs - 36 * hourMs, endMs: changeMs + 36 * hourMs };

      const day = openDaily(timeZone, "00:00-24:00", { lengthMinutes: 30, slotIntervalMinutes: 30 });
      const slots = listSlots({ ...day, window });
      const expected = readings.filter(({ minute }) => minute % 30 === 0);
      expect(slots.map(({ startMs }) => startMs)).toEqual(expected.map(({ startMs }) => startMs));
      expect(daysOf(slots, timeZone)).toEqual(expected.map(({ startMs, date }) => `${date} ${startMs}`));
      expect(slots.map(({ startMs }) => formatInstant(startMs, timeZone))).toEqual(
        expected.map(({ label }) => label),
      );

      const night = openDaily(timeZone, "01:15-03:45", { lengthMinutes: 5, slotIntervalMinutes: 45 });
      expect(listSlots({ ...night, window }).map(({ startMs }) => startMs)).toEqual(
        readings
          .filter(({ minute }) => minute >= 75 && minute < 225 && (minute - 75) % 45 === 0)
          .map(({ startMs }) => startMs),
      );
    }
  },
);

test("the zones tried have changes of clocks", () => {
  const changes = zones.reduce((sum, zone) => sum + zoneTransitions(zone).length, 0);
  reportProof(`changes of clocks: ${changes} in ${zones.length} zones`);
  expect(changes).toBeGreaterThan(100);
});

function readAround(changeMs: number, timeZone: string): Reading[] {
  const readings: Reading[] = [];
  for (let startMs = changeMs - 36 * hourMs; startMs < changeMs + 36 * hourMs; startMs += stepMs) {
    const clock = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
    const text = clock.toString({ fractionalSecondDigits: 3, timeZoneName: "never" });
    readings.push({ startMs, minute: clock.hour * 60 + clock.minute, date: text.slice(0, 10), label: text });
  }
  return readings;
}

function daysOf(slots: readonly { startMs: number }[], timeZone: string): string[] {
  const days = groupSlotsByLocalDay(slots, timeZone);
  return [...days].flatMap(([date, onDate]) => onDate.map(({ startMs }) => `${date} ${startMs}`));
}

function openDaily(
  timeZone: string,
  hours: string,
  parts: { lengthMinutes: number; slotIntervalMinutes: number },
) {
  return buildQuery({
    schedule: { timeZone, weeklyHours: daily(hours) },
    rules: { slotIntervalMinutes: parts.slotIntervalMinutes },
    lengthMinutes: parts.lengthMinutes,
    now: "2023-01-01T00:00Z",
  });
}
