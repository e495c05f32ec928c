import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  dateOfEpochDay,
  epochDayOfDate,
  firstDayAfterPeriod,
  firstDayOfPeriod,
  isBusinessDay,
  weekdayOfEpochDay,
  weekdays,
} from "./local-date";

const epochDay = fc.integer({ min: -40_000, max: 80_000 });
const dateOf = (day: number) => Temporal.PlainDate.from("1970-01-01").add({ days: day });

test("days have Temporal's dates and weekdays", () => {
  fc.assert(
    fc.property(epochDay, (day) => {
      const date = dateOf(day);
      expect(dateOfEpochDay(day)).toBe(date.toString());
      expect(epochDayOfDate(date.toString())).toBe(day);
      expect(weekdayOfEpochDay(day)).toBe(date.dayOfWeek);
      expect(isBusinessDay(day)).toBe(date.dayOfWeek <= 5);
    }),
  );
});

test("months and years begin on their first, weeks on the weekday given", () => {
  fc.assert(
    fc.property(epochDay, fc.constantFrom(...weekdays), (day, weekStartsOn) => {
      const date = dateOf(day);
      expect(dateOfEpochDay(firstDayOfPeriod("month", day, weekStartsOn))).toBe(
        date.with({ day: 1 }).toString(),
      );
      expect(dateOfEpochDay(firstDayOfPeriod("year", day, weekStartsOn))).toBe(
        date.with({ month: 1, day: 1 }).toString(),
      );
      const week = firstDayOfPeriod("week", day, weekStartsOn);
      expect(weekdayOfEpochDay(week)).toBe(weekStartsOn);
      expect(day - week).toBeGreaterThanOrEqual(0);
      expect(day - week).toBeLessThan(7);
    }),
  );
});

test("a period ends where the next one begins", () => {
  const period = fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const);
  fc.assert(
    fc.property(period, epochDay, fc.constantFrom(...weekdays), (per, day, weekStartsOn) => {
      const next = firstDayAfterPeriod(per, day, weekStartsOn);
      expect(firstDayOfPeriod(per, next, weekStartsOn)).toBe(next);
      expect(firstDayOfPeriod(per, next - 1, weekStartsOn)).toBe(firstDayOfPeriod(per, day, weekStartsOn));
    }),
  );
});

test.each(["2026-02-29", "2026-13-01", "2026-1-1", "1 June 2026", "", "2026-06-15T00:00"])(
  "%j is no date",
  (text) => {
    expect(() => epochDayOfDate(text)).toThrow(RangeError);
  },
);
