import { describe, expect, test } from "vitest";
import { listSlots } from "./list-slots";
import type { BookingLimit } from "./scheduling-rules";
import { buildQuery, clockTimes, daily, interval } from "./testing/build-query";

/** The days of June 2026 on which one more hour is offered to someone who is open daily from 9 to 12. */
function bookableDays(
  bookingLimits: BookingLimit[],
  bookings: string[],
  parts: Parameters<typeof buildQuery>[0] = {},
): string[] {
  const query = buildQuery({
    from: "2026-06-13T00:00+02:00",
    to: "2026-06-17T00:00+02:00",
    ...parts,
    schedule: { weeklyHours: daily("09:00-12:00"), ...parts.schedule },
    rules: { bookingLimits, ...parts.rules },
    host: { countedBookings: bookings.map(interval) },
  });
  return [...new Set(clockTimes(listSlots(query)).map((text) => text.slice(0, 2)))];
}

describe("at most so many bookings", () => {
  test("two a day", () => {
    const two: BookingLimit[] = [{ per: "day", maxCount: 2 }];
    const first = "2026-06-15T09:00+02:00/10:00";
    expect(bookableDays(two, [first])).toEqual(["13", "14", "15", "16"]);
    expect(bookableDays(two, [first, "2026-06-15T18:00+02:00/18:30"])).toEqual(["13", "14", "16"]);
  });

  test("one a week, which begins on Monday unless the organizer says Sunday", () => {
    const weekly: BookingLimit[] = [{ per: "week", maxCount: 1 }];
    const sunday = "2026-06-14T09:00+02:00/10:00";
    expect(bookableDays(weekly, [sunday])).toEqual(["15", "16"]);
    expect(bookableDays(weekly, [sunday], { rules: { weekStartsOn: 7 } })).toEqual(["13"]);
  });

  test("one a month and one a year", () => {
    const lastMonth = "2026-05-31T23:00+02:00/23:30";
    expect(bookableDays([{ per: "month", maxCount: 1 }], [lastMonth])).toEqual(["13", "14", "15", "16"]);
    expect(bookableDays([{ per: "year", maxCount: 1 }], [lastMonth])).toEqual([]);
    expect(bookableDays([{ per: "month", maxCount: 1 }], ["2026-06-30T23:00+02:00/23:30"])).toEqual([]);
  });

  test("a booking counts on the day that it starts on in the host's zone", () => {
    const daily: BookingLimit[] = [{ per: "day", maxCount: 1 }];
    const overMidnight = "2026-06-14T22:30Z/23:30";
    expect(bookableDays(daily, [overMidnight])).toEqual(["13", "14", "16"]);
  });

  test("the tightest of several limits counts", () => {
    const limits: BookingLimit[] = [
      { per: "day", maxCount: 5 },
      { per: "month", maxCount: 2 },
    ];
    expect(bookableDays(limits, ["2026-06-01T09:00+02:00/10:00", "2026-06-02T09:00+02:00/10:00"])).toEqual(
      [],
    );
  });
});

describe("at most so many minutes", () => {
  test("three hours a day leave room for an hour after two, not after two and a minute", () => {
    const threeHours: BookingLimit[] = [{ per: "day", maxMinutes: 180 }];
    expect(bookableDays(threeHours, ["2026-06-15T14:00+02:00/16:00"])).toEqual(["13", "14", "15", "16"]);
    expect(bookableDays(threeHours, ["2026-06-15T14:00+02:00/16:01"])).toEqual(["13", "14", "16"]);
  });

  test("a meeting longer than the limit never fits", () => {
    expect(bookableDays([{ per: "day", maxMinutes: 59 }], [])).toEqual([]);
  });

  test("a shorter meeting may still fit", () => {
    const threeHours: BookingLimit[] = [{ per: "day", maxMinutes: 180 }];
    const days = bookableDays(threeHours, ["2026-06-15T14:00+02:00/16:30"], { lengthMinutes: 30 });
    expect(days).toEqual(["13", "14", "15", "16"]);
  });
});
