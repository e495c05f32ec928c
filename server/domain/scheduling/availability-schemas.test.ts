import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { dateOverridesSchema, weeklyHoursSchema } from "./availability-schemas";

/** Where and how a value is wrong: "0.endMinute must be after the start". */
const complaints = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) =>
    `${path.join(".")} ${message}`.trim(),
  );

const monday = (startMinute: number, endMinute: number) => ({ weekday: 1, startMinute, endMinute });

describe("weekly hours", () => {
  test("blocks of a day, until midnight and across it, are taken as they are", () => {
    const hours = [monday(540, 1020), monday(1080, 1440), { weekday: 7, startMinute: 1320, endMinute: 1560 }];
    expect(weeklyHoursSchema.parse(hours)).toEqual(hours);
    expect(weeklyHoursSchema.parse([])).toEqual([]);
  });

  test.each([
    ["an end at the start", [monday(540, 540)], "0.endMinute must be after the start"],
    ["an end before the start", [monday(0, 60), monday(540, 480)], "1.endMinute must be after the start"],
    ["a start after midnight", [monday(1440, 1500)], "0.startMinute must be before the end of its day"],
    ["a start before midnight", [monday(-1, 60)], "0.startMinute must not be before midnight"],
    ["an end after the next day", [monday(60, 2881)], "0.endMinute must be at most the end of the next day"],
    ["half a minute", [monday(0.5, 60)], "0.startMinute must be a whole number of minutes"],
    ["an eighth weekday", [{ ...monday(0, 60), weekday: 8 }], "0.weekday must be 1 (Monday) to 7 (Sunday)"],
    ["25 blocks a day", Array(25).fill(monday(0, 60)), "must have at most 24 blocks a day"],
  ])("%s is refused", (_, hours, complaint) => {
    expect(complaints(weeklyHoursSchema, hours)).toEqual([complaint]);
  });
});

describe("date overrides", () => {
  test("other hours and a closed day are taken as they are", () => {
    const overrides = [
      { on: "2026-12-24", blocks: [{ startMinute: 540, endMinute: 720 }] },
      { on: "2026-12-25", blocks: [] },
    ];
    expect(dateOverridesSchema.parse(overrides)).toEqual(overrides);
  });

  test.each([
    [
      "a date that doesn't exist",
      [{ on: "2026-02-30", blocks: [] }],
      "0.on must be a date in the form YYYY-MM-DD",
    ],
    [
      "an end before the start",
      [{ on: "2026-12-24", blocks: [{ startMinute: 540, endMinute: 100 }] }],
      "0.blocks.0.endMinute must be after the start",
    ],
    [
      "a date twice",
      [
        { on: "2026-12-24", blocks: [] },
        { on: "2026-12-24", blocks: [] },
      ],
      "must name each date once",
    ],
  ])("%s is refused", (_, overrides, complaint) => {
    expect(complaints(dateOverridesSchema, overrides)).toEqual([complaint]);
  });

  test("a thousand and one dates are refused", () => {
    const overrides = Array.from({ length: 1_001 }, (_, day) => ({
      on: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
      blocks: [],
    }));
    expect(complaints(dateOverridesSchema, overrides)).toEqual(["must have at most 1000 dates"]);
  });
});
