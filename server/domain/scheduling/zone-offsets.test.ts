import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { proofCases, proofSeed } from "./testing/proof";
import { allZones, zonesToTry, zoneTransitions } from "./testing/zones";
import { offsetAt, offsetSpans } from "./zone-offsets";

const seed = proofSeed();
const fromMs = Date.UTC(2024, 0, 1);
const untilMs = Date.UTC(2033, 0, 1);

describe.each(zonesToTry())("%s", (timeZone) => {
  test("changes its offset when Temporal does, and then only", { timeout: 0 }, () => {
    const changes = offsetSpans(timeZone, fromMs, untilMs)
      .map(({ startMs }) => startMs)
      .filter((startMs) => startMs > fromMs && startMs < untilMs);
    expect(changes).toEqual(zoneTransitions(timeZone));
  });

  test("has Temporal's offset just before, at and just after each change", () => {
    for (const changeMs of zoneTransitions(timeZone)) {
      for (const instantMs of [changeMs - 1, changeMs, changeMs + 1]) {
        expect(offsetAt(timeZone, instantMs)).toBe(temporalOffset(timeZone, instantMs));
      }
    }
  });
});

test(`any zone at any instant from 1900 to 2100 has Temporal's offset (seed ${seed})`, { timeout: 0 }, () => {
  const instant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...allZones), instant, (timeZone, instantMs) => {
      expect(offsetAt(timeZone, instantMs)).toBe(temporalOffset(timeZone, instantMs));
    }),
    { seed, numRuns: proofCases(500) },
  );
});

test("spans cover what was asked for, one after the other, and neighbours differ", { timeout: 0 }, () => {
  const instant = fc.integer({ min: fromMs, max: untilMs });
  const days = fc.integer({ min: 0, max: 800 });
  fc.assert(
    fc.property(fc.constantFrom(...allZones), instant, days, (timeZone, startMs, length) => {
      const endMs = startMs + length * 86_400_000;
      const spans = offsetSpans(timeZone, startMs, endMs);
      expect(spans[0]?.startMs).toBeLessThanOrEqual(startMs);
      expect(spans.at(-1)?.endMs).toBeGreaterThanOrEqual(endMs);
      for (const [index, span] of spans.entries()) {
        expect(span.startMs).toBeLessThan(span.endMs);
        const next = spans[index + 1];
        if (next === undefined) continue;
        expect(next.startMs).toBe(span.endMs);
        expect(next.offsetMs).not.toBe(span.offsetMs);
      }
    }),
    { seed, numRuns: proofCases(100) },
  );
});

test("an unknown zone is refused", () => {
  expect(() => offsetAt("Mars/Olympus", 0)).toThrow(RangeError);
});

function temporalOffset(timeZone: string, instantMs: number): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6
  );
}
