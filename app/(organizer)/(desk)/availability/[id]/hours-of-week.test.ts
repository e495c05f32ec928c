import { expect, test } from "vitest";
import { sevenDays } from "../../../_lib/days-ahead";
import { hoursOfDays } from "./hours-of-week";
import type { ScheduleDraft } from "./schedule-draft";

const draft: ScheduleDraft = {
  name: "Nights",
  timeZone: "Europe/Berlin",
  isDefault: true,
  weeklyHours: [{ weekday: 1, startMinute: 22 * 60, endMinute: 26 * 60 }],
  overrides: [{ on: "2026-11-26", blocks: [] }],
};
const days = sevenDays("Europe/Berlin", Date.parse("2026-11-23T12:00:00Z"), 0);
const hoursOf = (exceptions: Partial<Parameters<typeof hoursOfDays>[1]>) =>
  hoursOfDays(draft, { absences: [], trips: [], ...exceptions }, days).map(({ open }) =>
    open.map(({ startMs, endMs }) => [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(8, 16))),
  );

test("hours across midnight are shown on both days", () => {
  expect(hoursOf({}).slice(0, 3)).toEqual([[["23T21:00", "23T23:00"]], [["23T23:00", "24T01:00"]], []]);
});

test("a day away has no hours, and says so", () => {
  const absences = [{ startOn: "2026-11-24", endOn: "2026-11-24" }];
  expect(hoursOf({ absences })[1]).toEqual([]);
  expect(hoursOfDays(draft, { absences, trips: [] }, days)[1]).toMatchObject({ isAway: true });
});

test("hours on a trip are meant in its zone and shown in the schedule's", () => {
  const trips = [{ startOn: "2026-11-23", endOn: "2026-11-23", timeZone: "Europe/London" }];
  expect(hoursOf({ trips }).slice(0, 2)).toEqual([[["23T22:00", "23T23:00"]], [["23T23:00", "24T02:00"]]]);
});

test("a date of its own is told apart", () => {
  const [, , , thursday] = hoursOfDays(draft, { absences: [], trips: [] }, days);
  expect(thursday).toMatchObject({ hasOwnHours: true, open: [] });
});
