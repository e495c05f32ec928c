import { expect, test } from "vitest";
import { newAbsenceSchema, newScheduleSchema, newTripSchema } from "./schedule-settings";

const nineToFive = { weekday: 1 as const, startMinute: 540, endMinute: 1020 };

test("a schedule is a name, a zone in any case and weekly hours", () => {
  const schedule = { name: " Summer ", timeZone: "europe/berlin", weeklyHours: [nineToFive] };
  expect(newScheduleSchema.parse(schedule)).toEqual({
    name: "Summer",
    timeZone: "Europe/Berlin",
    weeklyHours: [nineToFive],
    overrides: [],
    isDefault: false,
  });
});

test("a schedule of no known zone is refused by its field", () => {
  const { error } = newScheduleSchema.safeParse({ name: "Moon", timeZone: "Moon/Base", weeklyHours: [] });
  expect(error?.issues).toMatchObject([
    { path: ["timeZone"], message: expect.stringContaining("time zone") },
  ]);
});

test("an absence and a trip may last a day, and never end before they start", () => {
  expect(newAbsenceSchema.parse({ startOn: "2026-12-24", endOn: "2026-12-24" }).note).toBe("");
  const backwards = { startOn: "2026-12-24", endOn: "2026-12-23", timeZone: "Asia/Tokyo" };
  for (const schema of [newAbsenceSchema, newTripSchema]) {
    expect(schema.safeParse(backwards).error?.issues).toMatchObject([
      { path: ["endOn"], message: "must not be before the first date" },
    ]);
  }
});
