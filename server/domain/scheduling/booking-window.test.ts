import { describe, expect, test } from "vitest";
import { listSlots } from "./list-slots";
import type { BookingWindow } from "./scheduling-rules";
import { buildQuery, clockTimes, daily, interval, weekly } from "./testing/build-query";

// Wednesday, 3 June 2026, at noon in Berlin.
const now = "2026-06-03T12:00+02:00";
const month = { now, from: "2026-06-01T00:00+02:00", to: "2026-07-01T00:00+02:00" };

/** The days of June on which the window offers a time to someone who is open at 10 and 14 o'clock. */
function bookableDays(bookingWindow: BookingWindow, parts: Parameters<typeof buildQuery>[0] = {}): string[] {
  const query = buildQuery({
    ...month,
    ...parts,
    rules: { bookingWindow, ...parts.rules },
    schedule: { weeklyHours: daily("10:00-11:00", "14:00-15:00"), ...parts.schedule },
  });
  return [...new Set(clockTimes(listSlots(query)).map((text) => text.slice(0, 2)))];
}

describe("a number of days ahead", () => {
  test("three days ahead is today and the next three days, until their end", () => {
    expect(bookableDays({ kind: "calendar_days", days: 3, rolling: false })).toEqual([
      "03",
      "04",
      "05",
      "06",
    ]);
  });

  test("three business days ahead skips the weekend, which stays bookable in between", () => {
    expect(bookableDays({ kind: "business_days", days: 3, rolling: false })).toEqual([
      "03",
      "04",
      "05",
      "06",
      "07",
      "08",
    ]);
  });

  test("one business day after a Saturday is Monday", () => {
    const saturday = { now: "2026-06-06T12:00+02:00" };
    expect(bookableDays({ kind: "business_days", days: 1, rolling: false }, saturday)).toEqual([
      "06",
      "07",
      "08",
    ]);
  });

  test("today is the organizer's today", () => {
    const lateEvening = { now: "2026-06-03T23:30-04:00" };
    const oneDay: BookingWindow = { kind: "calendar_days", days: 1, rolling: false };
    expect(bookableDays(oneDay, lateEvening)).toEqual(["04", "05"]);
    expect(bookableDays(oneDay, { ...lateEvening, rules: { timeZone: "America/New_York" } })).toEqual(["04"]);
  });
});

describe("a rolling number of days", () => {
  const threeMondays = { schedule: { weeklyHours: weekly([1], "10:00-11:00") } };

  test("three days that are free, however far off they are", () => {
    const rolling: BookingWindow = { kind: "calendar_days", days: 3, rolling: true };
    expect(bookableDays(rolling, threeMondays)).toEqual(["08", "15", "22"]);
  });

  test("a day that is booked out opens another one", () => {
    const rolling: BookingWindow = { kind: "calendar_days", days: 3, rolling: true };
    const host = { busy: [interval("2026-06-15T09:00+02:00/12:00")] };
    expect(bookableDays(rolling, { ...threeMondays, host })).toEqual(["08", "22", "29"]);
  });

  test("a later page of the calendar knows the free days before it", () => {
    const rolling: BookingWindow = { kind: "calendar_days", days: 3, rolling: true };
    expect(bookableDays(rolling, { ...threeMondays, from: "2026-06-16T00:00+02:00" })).toEqual(["22"]);
    expect(bookableDays(rolling, { ...threeMondays, from: "2026-06-23T00:00+02:00" })).toEqual([]);
  });

  test("business days don't count the weekend but leave it open", () => {
    const rolling: BookingWindow = { kind: "business_days", days: 4, rolling: true };
    expect(bookableDays(rolling)).toEqual(["03", "04", "05", "06", "07", "08"]);
  });
});

describe("a range of dates", () => {
  test("from the 10th to the 12th, both included", () => {
    expect(bookableDays({ kind: "range", startOn: "2026-06-10", endOn: "2026-06-12" })).toEqual([
      "10",
      "11",
      "12",
    ]);
  });

  test("a range that has passed offers nothing", () => {
    expect(bookableDays({ kind: "range", startOn: "2026-06-01", endOn: "2026-06-02" })).toEqual([]);
  });

  test("the dates are the organizer's, also for a host elsewhere", () => {
    const days = bookableDays(
      { kind: "range", startOn: "2026-06-10", endOn: "2026-06-10" },
      { rules: { timeZone: "Pacific/Auckland" }, schedule: { timeZone: "Europe/Berlin" } },
    );
    expect(days).toEqual(["09", "10"]);
  });
});
