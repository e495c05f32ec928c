import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { outsideQuietHours } from "./quiet-hours";

const night = { from: "21:00", until: "08:00" };
const inBerlin = (dueAt: string, more: { notBeforeAt?: string; beforeAt?: string | null } = {}) => {
  const { notBeforeAt = "2026-01-01T00:00:00Z", beforeAt = null } = more;
  const moved = outsideQuietHours(new Date(dueAt), {
    quietHours: night,
    timeZone: "Europe/Berlin",
    notBeforeAt: new Date(notBeforeAt),
    beforeAt: beforeAt === null ? null : new Date(beforeAt),
  });
  return moved?.toISOString().replace(":00.000Z", "Z") ?? null;
};

describe("outsideQuietHours", () => {
  test.each([
    ["a time of day stays", "2026-01-10T12:00Z", {}, "2026-01-10T12:00Z"],
    ["both ends stay", "2026-01-10T20:00Z", {}, "2026-01-10T20:00Z"],
    ["both ends stay", "2026-01-10T07:00Z", {}, "2026-01-10T07:00Z"],
    ["late in the evening goes back to the evening", "2026-01-10T21:30Z", {}, "2026-01-10T20:00Z"],
    ["early in the morning waits for the morning", "2026-01-10T05:00Z", {}, "2026-01-10T07:00Z"],
    ["not before now", "2026-01-10T21:30Z", { notBeforeAt: "2026-01-10T21:00Z" }, "2026-01-11T07:00Z"],
    ["not past the start", "2026-01-10T05:00Z", { beforeAt: "2026-01-10T06:30Z" }, "2026-01-09T20:00Z"],
    ["not at the start", "2026-01-10T05:00Z", { beforeAt: "2026-01-10T07:00Z" }, "2026-01-09T20:00Z"],
    [
      "where there is no room, nowhere",
      "2026-01-10T05:00Z",
      { beforeAt: "2026-01-10T06:30Z", notBeforeAt: "2026-01-10T04:00Z" },
      null,
    ],
  ])("%s: %s", (_, dueAt, room, expected) => {
    expect(inBerlin(dueAt, room)).toBe(expected);
  });

  test("don't end in a day of which clocks jump over all that isn't quiet", () => {
    // In Santiago midnight is followed by 1:00 on 8 September 2024, so that 0:30 is 1:30, when it is quiet again.
    const room = {
      quietHours: { from: "01:24", until: "00:30" },
      timeZone: "America/Santiago",
      notBeforeAt: new Date("2024-09-06T14:27:00Z"),
      beforeAt: null,
    };
    const moved = outsideQuietHours(new Date("2024-09-08T02:00:00Z"), room);
    expect(moved).toEqual(new Date("2024-09-07T05:24:00Z"));
    expect(outsideQuietHours(new Date("2024-09-08T20:00:00Z"), room)).toEqual(
      new Date("2024-09-09T03:30:00Z"),
    );
  });

  test("in every zone and at every change of clocks it ends outside quiet hours, and never past the start", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const minuteOfDay = fc.integer({ min: 0, max: 1439 });
    const timeOf = (minute: number) =>
      Temporal.PlainTime.from("00:00").add({ minutes: minute }).toString({ smallestUnit: "minute" });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
        fc.tuple(minuteOfDay, minuteOfDay).filter(([from, until]) => from !== until),
        fc.integer({ min: 0, max: 2880 }),
        fc.integer({ min: 1, max: 2880 }),
        (timeZone, dueMs, [from, until], sinceNow, untilStart) => {
          const quietHours = { from: timeOf(from), until: timeOf(until) };
          const notBeforeAt = new Date(dueMs - sinceNow * 60_000);
          const beforeAt = new Date(dueMs + untilStart * 60_000);
          const room = { quietHours, timeZone, notBeforeAt, beforeAt };
          const moved = outsideQuietHours(new Date(dueMs), room);
          if (moved === null) return;
          expect(moved < beforeAt && moved >= notBeforeAt).toBe(true);
          expect(outsideQuietHours(moved, room)).toEqual(moved);
          if (moved.getTime() === dueMs) return;
          // What it moved to is what the zone's clock shows at an end, or the first moment after a skipped one.
          const shown = Temporal.Instant.fromEpochMilliseconds(moved.getTime()).toZonedDateTimeISO(timeZone);
          const ends = [quietHours.from, quietHours.until].map((time) =>
            shown.toPlainDate().toPlainDateTime(time).toZonedDateTime(timeZone),
          );
          const isAnEnd = ends.some((end) => end.epochMilliseconds === moved.getTime());
          const isAfterGap = shown.add({ hours: -24 }).offset !== shown.offset;
          expect(isAnEnd || isAfterGap).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
