import { expect, test } from "vitest";
import { blockBetween, endInWords, hoursPerWeek, nextBlock } from "./hours-in-words";

test("an end at or before the start is the next day's", () => {
  expect(blockBetween(540, 1020)).toEqual({ startMinute: 540, endMinute: 1020 });
  expect(blockBetween(1320, 120)).toEqual({ startMinute: 1320, endMinute: 1560 });
  expect(blockBetween(0, 0)).toEqual({ startMinute: 0, endMinute: 1440 });
});

test("an end is explained when its clock time could mean another day", () => {
  const endOf = (endMinute: number) => endInWords({ startMinute: 0, endMinute });
  expect([endOf(1020), endOf(1440), endOf(1560)]).toEqual([null, "midnight", "the next day"]);
});

test("hours are added up, and half hours are told", () => {
  expect(hoursPerWeek([])).toBe("0 hours");
  expect(hoursPerWeek([{ startMinute: 0, endMinute: 60 }])).toBe("1 hour");
  expect(hoursPerWeek([{ startMinute: 0, endMinute: 90 }])).toBe("1.5 hours");
});

test("new hours follow the day's last ones where there is room", () => {
  expect(nextBlock([])).toEqual({ startMinute: 540, endMinute: 1020 });
  expect(nextBlock([{ startMinute: 540, endMinute: 720 }])).toEqual({ startMinute: 780, endMinute: 840 });
  expect(nextBlock([{ startMinute: 540, endMinute: 1400 }])).toEqual({ startMinute: 540, endMinute: 1020 });
});
