import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { timingDueAt } from "./timing-due-at";
import type { TimingMoment } from "./workflow";

const meeting = (startsAt: string, timeZone: string) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(new Date(startsAt).getTime() + 30 * 60_000),
  host: { timeZone: "UTC" },
  attendee: { timeZone },
});
const clock = (days: number, at: string, zoneOf: "attendee" | "host" = "attendee"): TimingMoment => ({
  kind: "clock",
  days,
  at,
  zoneOf,
});

describe("timingDueAt", () => {
  test("24 hours before is 24 hours that pass, also where clocks change", () => {
    const moment = { kind: "elapsed", amount: 1, unit: "days" } as const;
    const dueAt = timingDueAt("before_meeting", moment, meeting("2026-03-29T12:00:00Z", "Europe/Berlin"));
    expect(dueAt).toEqual(new Date("2026-03-28T12:00:00Z"));
  });

  test.each([
    ["the day before the attendee's day", "2026-03-30T12:00:00Z", clock(1, "18:00"), "2026-03-29T16:00:00Z"],
    ["the host's clock", "2026-03-30T12:00:00Z", clock(1, "18:00", "host"), "2026-03-29T18:00:00Z"],
    ["a skipped reading is later", "2026-03-30T12:00:00Z", clock(1, "02:30"), "2026-03-29T01:30:00Z"],
    ["a doubled one the first", "2026-10-26T12:00:00Z", clock(1, "02:30"), "2026-10-25T00:30:00Z"],
    ["the meeting's own day", "2026-03-30T12:00:00Z", clock(0, "08:00"), "2026-03-30T06:00:00Z"],
  ] as const)("%s", (_, startsAt, moment, expected) => {
    expect(timingDueAt("before_meeting", moment, meeting(startsAt, "Europe/Berlin"))).toEqual(
      new Date(expected),
    );
  });

  test("after a meeting counts from its end, and a clock reading before its end is its end", () => {
    const noon = meeting("2026-03-30T12:00:00Z", "Europe/Berlin");
    const hour = { kind: "elapsed", amount: 1, unit: "hours" } as const;
    expect(timingDueAt("after_meeting", hour, noon)).toEqual(new Date("2026-03-30T13:30:00Z"));
    expect(timingDueAt("after_meeting", clock(0, "08:00"), noon)).toEqual(noon.endsAt);
    expect(timingDueAt("after_meeting", clock(1, "08:00"), noon)).toEqual(new Date("2026-03-31T06:00:00Z"));
  });

  test("in every zone a clock reading is what that zone's clock shows, unless the zone skips it", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const anyStart = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyStart,
        fc.integer({ min: 0, max: 366 }),
        fc.integer({ min: 0, max: 1439 }),
        (timeZone, startMs, days, minuteOfDay) => {
          const wall = Temporal.PlainTime.from("00:00").add({ minutes: minuteOfDay });
          const at = wall.toString({ smallestUnit: "minute" });
          const startsAt = new Date(startMs).toISOString();
          const due = timingDueAt("before_meeting", clock(days, at), meeting(startsAt, timeZone));
          const inZone = (ms: number) =>
            Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
          const wanted = inZone(startMs).toPlainDate().subtract({ days }).toPlainDateTime(wall);
          const shown = inZone(due.getTime()).toPlainDateTime();
          if (shown.equals(wanted)) {
            const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: "earlier" });
            expect(due.getTime()).toBe(earlier.epochMilliseconds);
          } else {
            expect(() => wanted.toZonedDateTime(timeZone, { disambiguation: "reject" })).toThrow(RangeError);
            expect(Temporal.PlainDateTime.compare(shown, wanted)).toBe(1);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
