import { expect, test } from "vitest";
import type { z } from "zod";
import {
  bookingLimitsSchema,
  bookingWindowSchema,
  lengthMinutesSchema,
  schedulingRulesSchema,
} from "./rules-schemas";
import type { SchedulingRules } from "./scheduling-rules";
import { buildQuery } from "./testing/build-query";

const complaints = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) =>
    `${path.join(".")} ${message}`.trim(),
  );

test("rules are taken as they are", () => {
  const { rules } = buildQuery({
    rules: {
      bookingWindow: { kind: "business_days", days: 5, rolling: true },
      bookingLimits: [{ per: "week", maxCount: 3, maxMinutes: 120 }],
      weekStartsOn: 7,
      seatsPerSlot: 10,
    },
  });
  const parsed: SchedulingRules = schedulingRulesSchema.parse(rules);
  expect(parsed).toEqual(rules);
});

test.each([
  ["slotIntervalMinutes", 0, "must be at least 1"],
  ["startOffsetMinutes", -5, "must be at least 0"],
  ["minimumNoticeMinutes", 1.5, "must be a whole number of minutes"],
  ["bufferBeforeMinutes", 1_441, "must be at most 1440"],
  ["seatsPerSlot", 0, "must be at least 1"],
  ["timeZone", "UTC+2", "must be an IANA time zone, such as Europe/Berlin"],
  ["weekStartsOn", 0, "must be 1 (Monday) to 7 (Sunday)"],
])("a %s of %j is refused", (field, value, complaint) => {
  expect(complaints(schedulingRulesSchema, { ...buildQuery().rules, [field]: value })).toEqual([
    `${field} ${complaint}`,
  ]);
});

test("a booking window of no days, and dates the wrong way round, are refused", () => {
  expect(bookingWindowSchema.safeParse({ kind: "calendar_days", days: 0, rolling: false }).success).toBe(
    false,
  );
  expect(
    bookingWindowSchema.safeParse({ kind: "range", startOn: "2026-06-02", endOn: "2026-06-01" }).success,
  ).toBe(false);
  expect(
    bookingWindowSchema.safeParse({ kind: "range", startOn: "2026-06-01", endOn: "2026-06-01" }).success,
  ).toBe(true);
});

test("a limit of nothing, and two limits for the same period, are refused", () => {
  expect(complaints(bookingLimitsSchema, [{ per: "day" }])).toEqual([
    "0 must limit the count or the minutes",
  ]);
  expect(
    complaints(bookingLimitsSchema, [
      { per: "day", maxCount: 1 },
      { per: "day", maxMinutes: 60 },
    ]),
  ).toEqual(["must have at most one limit per day, week, month and year"]);
});

test("a meeting lasts from a minute to a day", () => {
  expect(lengthMinutesSchema.safeParse(1).success).toBe(true);
  expect(lengthMinutesSchema.safeParse(1_440).success).toBe(true);
  expect(complaints(lengthMinutesSchema, 0)).toEqual(["must be at least 1"]);
  expect(complaints(lengthMinutesSchema, 1_441)).toEqual(["must be at most 1440"]);
});
