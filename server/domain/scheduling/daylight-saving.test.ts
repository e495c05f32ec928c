import { describe, expect, test } from "vitest";
import { formatInstant } from "./format-instant";
import { listSlots } from "./list-slots";
import { dateOfEpochDay, epochDayOfDate } from "./local-date";
import { buildQuery, daily } from "./testing/build-query";

/** Starts with their offsets on a day of New York, for someone who is open every day during `blocks`. */
function offeredInNewYork(
  on: string,
  blocks: string[],
  parts: Parameters<typeof buildQuery>[0] = {},
): string[] {
  return offeredIn("America/New_York", on, blocks, parts);
}

function offeredIn(
  timeZone: string,
  on: string,
  blocks: string[],
  parts: Parameters<typeof buildQuery>[0] = {},
): string[] {
  const query = buildQuery({
    schedule: { timeZone, weeklyHours: daily(...blocks) },
    rules: { slotIntervalMinutes: 30, ...parts.rules },
    lengthMinutes: parts.lengthMinutes ?? 30,
    now: "2026-01-01T00:00Z",
    from: `${dateOfEpochDay(epochDayOfDate(on) - 1)}T00:00Z`,
    to: `${dateOfEpochDay(epochDayOfDate(on) + 1)}T23:59Z`,
  });
  return listSlots(query)
    .map(({ startMs }) => formatInstant(startMs, timeZone))
    .filter((text) => text.startsWith(on))
    .map((text) => text.slice(11, 16) + text.slice(23));
}

describe("when the clocks go forward from 2 to 3 in New York", () => {
  const spring = "2026-03-08";

  test("nobody is offered a time that the clock doesn't show", () => {
    expect(offeredInNewYork(spring, ["01:00-04:00"])).toEqual([
      "01:00-05:00",
      "01:30-05:00",
      "03:00-04:00",
      "03:30-04:00",
    ]);
  });

  test("a weekly block from 2:00 to 3:00 doesn't exist on that day", () => {
    expect(offeredInNewYork(spring, ["02:00-03:00"])).toEqual([]);
  });

  test("a weekly block from 2:30 to 3:30 keeps the half hour that exists", () => {
    expect(offeredInNewYork(spring, ["02:30-03:30"])).toEqual(["03:00-04:00"]);
  });

  test("a weekly block from 2:30 to 5:00 is open from 3:00, and starts stay on the half hours", () => {
    expect(offeredInNewYork(spring, ["02:30-05:00"])).toEqual([
      "03:00-04:00",
      "03:30-04:00",
      "04:00-04:00",
      "04:30-04:00",
    ]);
  });

  test("an hour of meeting from 1:30 runs over the gap, sixty minutes long", () => {
    expect(offeredInNewYork(spring, ["01:30-03:30"], { lengthMinutes: 60 })).toEqual(["01:30-05:00"]);
    expect(offeredInNewYork(spring, ["01:30-03:29"], { lengthMinutes: 60 })).toEqual([]);
  });

  test("hourly starts stay on the hour after half an hour was skipped on Lord Howe", () => {
    const hourly = { rules: { slotIntervalMinutes: 60 } };
    expect(offeredIn("Australia/Lord_Howe", "2026-10-04", ["00:00-05:00"], hourly)).toEqual([
      "00:00+10:30",
      "01:00+10:30",
      "03:00+11:00",
      "04:00+11:00",
    ]);
  });
});

describe("when the clocks go back from 2 to 1 in New York", () => {
  const autumn = "2026-11-01";

  test("the hour that is repeated is offered twice, as two different instants", () => {
    expect(offeredInNewYork(autumn, ["00:30-02:30"])).toEqual([
      "00:30-04:00",
      "01:00-04:00",
      "01:30-04:00",
      "01:00-05:00",
      "01:30-05:00",
      "02:00-05:00",
    ]);
  });

  test("a weekly block from 1:30 to 2:00 is open in both passes, and only then", () => {
    expect(offeredInNewYork(autumn, ["01:30-02:00"])).toEqual(["01:30-04:00", "01:30-05:00"]);
  });

  test("a block that ends at 1:30 isn't open after 1:30 in either pass", () => {
    expect(offeredInNewYork(autumn, ["00:30-01:30"])).toEqual(["00:30-04:00", "01:00-04:00", "01:00-05:00"]);
  });

  test("a meeting may run from the first pass into the second", () => {
    expect(offeredInNewYork(autumn, ["01:00-02:00"], { lengthMinutes: 60 })).toEqual([
      "01:00-04:00",
      "01:30-04:00",
      "01:00-05:00",
    ]);
  });

  test("a weekly block at 2:30 is what it always is", () => {
    expect(offeredInNewYork(autumn, ["02:30-03:30"])).toEqual(["02:30-05:00", "03:00-05:00"]);
  });
});

test("a day that begins at 1 o'clock, as in Havana in spring, is open from 1", () => {
  expect(offeredIn("America/Havana", "2026-03-08", ["00:00-02:00"])).toEqual(["01:00-04:00", "01:30-04:00"]);
});

test("a date that Apia skipped offers nothing", () => {
  const query = buildQuery({
    schedule: { timeZone: "Pacific/Apia", weeklyHours: daily("09:00-11:00") },
    now: "2011-12-01T00:00Z",
    from: "2011-12-29T00:00-10:00",
    to: "2012-01-01T00:00+14:00",
  });
  expect(listSlots(query).map(({ startMs }) => formatInstant(startMs, "Pacific/Apia"))).toEqual([
    "2011-12-29T09:00:00.000-10:00",
    "2011-12-29T10:00:00.000-10:00",
    "2011-12-31T09:00:00.000+14:00",
    "2011-12-31T10:00:00.000+14:00",
  ]);
});
