import { describe, expect, test } from "vitest";
import { occurrenceStarts, type Recurrence } from "./recurrence";

/** The starts of a series as its zone's clock shows them. */
function clockTimes(recurrence: Recurrence, first: string, timeZone: string): string[] {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return occurrenceStarts(recurrence, Date.parse(first), timeZone).map((startMs) => clock.format(startMs));
}

describe("a series", () => {
  test("comes every other week at the same time, also after the clocks have changed", () => {
    const everyOtherWeek = { frequency: "weekly", interval: 2, count: 3 } as const;
    expect(clockTimes(everyOtherWeek, "2026-10-13T08:00:00Z", "Europe/Berlin")).toEqual([
      "2026-10-13 10:00",
      "2026-10-27 10:00",
      "2026-11-10 10:00",
    ]);
  });

  test("from the 31st comes on the last day of shorter months, and on the 31st again", () => {
    const monthly = { frequency: "monthly", interval: 1, count: 4 } as const;
    expect(clockTimes(monthly, "2027-01-31T15:00:00Z", "America/New_York")).toEqual([
      "2027-01-31 10:00",
      "2027-02-28 10:00",
      "2027-03-31 10:00",
      "2027-04-30 10:00",
    ]);
  });

  test("from 29 February comes on the 28th in common years", () => {
    const yearly = { frequency: "yearly", interval: 2, count: 3 } as const;
    expect(clockTimes(yearly, "2028-02-29T09:00:00Z", "UTC")).toEqual([
      "2028-02-29 09:00",
      "2030-02-28 09:00",
      "2032-02-29 09:00",
    ]);
  });

  test("reads a time that spring skips an hour later, that once", () => {
    const weekly = { frequency: "weekly", interval: 1, count: 3 } as const;
    expect(clockTimes(weekly, "2027-03-21T01:30:00Z", "Europe/Berlin")).toEqual([
      "2027-03-21 02:30",
      "2027-03-28 03:30",
      "2027-04-04 02:30",
    ]);
  });

  test("begins at the very instant given, also in an hour that autumn repeats", () => {
    const weekly = { frequency: "weekly", interval: 1, count: 2 } as const;
    const secondPass = Date.parse("2026-10-25T01:30:00Z");
    expect(occurrenceStarts(weekly, secondPass, "Europe/Berlin")[0]).toBe(secondPass);
  });
});
