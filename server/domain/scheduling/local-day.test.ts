import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { dateOfEpochDay, epochDayOfDate } from "./local-date";
import { localDayAt, localDayReader, startOfLocalDay } from "./local-day";
import { proofCases, proofSeed } from "./testing/proof";
import { allZones, zoneTransitions } from "./testing/zones";

const seed = proofSeed();
const zone = fc.constantFrom(...allZones);
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2033, 0, 1) });

test(`an instant lies on Temporal's date (seed ${seed})`, { timeout: 0 }, () => {
  fc.assert(
    fc.property(zone, fc.array(instant, { minLength: 1, maxLength: 5 }), (timeZone, instants) => {
      const dayOf = localDayReader(timeZone, Math.min(...instants), Math.max(...instants) + 1);
      for (const instantMs of instants) {
        const date = Temporal.Instant.fromEpochMilliseconds(instantMs)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate();
        expect(dateOfEpochDay(dayOf(instantMs))).toBe(date.toString());
        expect(dateOfEpochDay(localDayAt(timeZone, instantMs))).toBe(date.toString());
      }
    }),
    { seed, numRuns: proofCases(60) },
  );
});

test(`a day starts when Temporal says, also where midnight is skipped or repeated (seed ${seed})`, {
  timeout: 0,
}, () => {
  const zoneAndDay = zone.chain((timeZone) => {
    const changes = zoneTransitions(timeZone);
    const near = changes.length === 0 ? instant : fc.oneof(instant, fc.constantFrom(...changes));
    return fc.tuple(fc.constant(timeZone), near, fc.integer({ min: -1, max: 1 }));
  });
  fc.assert(
    fc.property(zoneAndDay, ([timeZone, instantMs, daysAfter]) => {
      const date = new Date(instantMs + daysAfter * 86_400_000).toISOString().slice(0, 10);
      const start = Temporal.PlainDate.from(date).toZonedDateTime(timeZone);
      expect(startOfLocalDay(timeZone, epochDayOfDate(date))).toBe(start.epochMilliseconds);
    }),
    { seed, numRuns: proofCases(300) },
  );
});

test("a date that a zone skipped starts with the next one", () => {
  expect(startOfLocalDay("Pacific/Apia", epochDayOfDate("2011-12-30"))).toBe(
    Date.parse("2011-12-31T00:00+14:00"),
  );
});
