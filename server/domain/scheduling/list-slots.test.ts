import { describe, expect, test } from "vitest";
import { groupSlotsByLocalDay } from "./group-slots-by-local-day";
import { listSlots } from "./list-slots";
import { block, buildQuery, clockTimes, interval, weekly } from "./testing/build-query";

const offered = (parts: Parameters<typeof buildQuery>[0]) => clockTimes(listSlots(buildQuery(parts)));
const monday = { from: "2026-06-15T00:00+02:00", to: "2026-06-16T00:00+02:00" };
const mondayAndTuesday = { from: "2026-06-15T00:00+02:00", to: "2026-06-17T00:00+02:00" };

describe("busy time", () => {
  test("a booking takes what it touches and nothing beside it", () => {
    const busy = [interval("2026-06-15T10:00+02:00/11:00")];
    expect(offered({ ...monday, host: { busy } })).toEqual(["15 09:00", "15 11:00"]);
  });

  test("a booking of one minute blocks the hour around it", () => {
    const busy = [interval("2026-06-15T10:59+02:00/11:00")];
    expect(offered({ ...monday, host: { busy } })).toEqual(["15 09:00", "15 11:00"]);
  });

  test("a quarter of an hour before and after keeps distance from other bookings", () => {
    const busy = [interval("2026-06-15T10:00+02:00/10:45")];
    expect(offered({ ...monday, host: { busy }, rules: { bufferAfterMinutes: 15 } })).toEqual(["15 11:00"]);
    expect(offered({ ...monday, host: { busy }, rules: { bufferBeforeMinutes: 15 } })).toEqual([
      "15 09:00",
      "15 11:00",
    ]);
    expect(offered({ ...monday, host: { busy }, rules: { bufferBeforeMinutes: 16 } })).toEqual(["15 09:00"]);
  });

  test("the buffers of both bookings are kept, one after the other", () => {
    const busy = [
      { ...interval("2026-06-15T10:00+02:00/10:30"), bufferAfterMinutes: 20, bufferBeforeMinutes: 1 },
    ];
    expect(offered({ ...monday, host: { busy }, rules: { bufferBeforeMinutes: 10 } })).toEqual(["15 11:00"]);
    expect(offered({ ...monday, host: { busy }, rules: { bufferBeforeMinutes: 11 } })).toEqual([]);
  });

  test("buffers may reach outside the hours", () => {
    expect(offered({ ...monday, rules: { bufferBeforeMinutes: 60, bufferAfterMinutes: 60 } })).toHaveLength(
      3,
    );
  });

  test("a booking that lasts no time and has no buffers blocks nothing", () => {
    const busy = [interval("2026-06-15T10:30+02:00/10:30")];
    expect(offered({ ...monday, host: { busy }, rules: { bufferBeforeMinutes: 30 } })).toHaveLength(3);
  });

  test("with 10:00 to 11:05 taken in New York, Los Angeles is offered neither 10:30 nor 11:00 of New York", () => {
    const query = buildQuery({
      schedule: { timeZone: "America/New_York", weeklyHours: weekly([7], "09:00-12:00") },
      rules: { slotIntervalMinutes: 30 },
      lengthMinutes: 30,
      host: { busy: [interval("2026-11-01T10:00-05:00/11:05")] },
      from: "2026-11-01T00:00-07:00",
      to: "2026-11-02T00:00-08:00",
    });
    const slots = groupSlotsByLocalDay(listSlots(query), "America/Los_Angeles").get("2026-11-01") ?? [];
    expect(clockTimes(slots, "America/New_York")).toEqual(["01 09:00", "01 09:30", "01 11:30"]);
    expect(clockTimes(slots, "America/Los_Angeles")).toEqual(["01 06:00", "01 06:30", "01 08:30"]);
  });
});

describe("minimum notice", () => {
  test("what has begun can't be booked, what begins now can", () => {
    expect(offered({ ...monday, now: "2026-06-15T10:00+02:00" })).toEqual(["15 10:00", "15 11:00"]);
    expect(offered({ ...monday, now: "2026-06-15T10:00:00.001+02:00" })).toEqual(["15 11:00"]);
  });

  test("two hours of notice are two hours, to the minute", () => {
    const rules = { minimumNoticeMinutes: 120 };
    expect(offered({ ...monday, rules, now: "2026-06-15T08:00+02:00" })).toEqual(["15 10:00", "15 11:00"]);
    expect(offered({ ...monday, rules, now: "2026-06-15T08:01+02:00" })).toEqual(["15 11:00"]);
  });
});

describe("the first slot of the day", () => {
  const rules = { onlyFirstSlotOfDay: true };

  test("only the first free time of each day is offered", () => {
    const busy = [interval("2026-06-15T09:00+02:00/10:00")];
    expect(offered({ ...mondayAndTuesday, rules, host: { busy } })).toEqual(["15 10:00", "16 09:00"]);
  });

  test("a window that starts at noon doesn't make the afternoon first", () => {
    expect(offered({ rules, from: "2026-06-15T10:00+02:00", to: "2026-06-17T00:00+02:00" })).toEqual([
      "16 09:00",
    ]);
  });

  test("as the day goes on, the first time that is left moves along", () => {
    expect(offered({ ...monday, rules, now: "2026-06-15T09:20+02:00" })).toEqual(["15 10:00"]);
  });
});

describe("what is malformed is refused and not guessed at", () => {
  test.each([
    ["a length of none", { lengthMinutes: 0 }],
    ["half a minute", { lengthMinutes: 0.5 }],
    ["an interval of none", { rules: { slotIntervalMinutes: 0 } }],
    ["negative notice", { rules: { minimumNoticeMinutes: -1 } }],
    ["a buffer that is no number", { rules: { bufferAfterMinutes: Number.NaN } }],
    ["an unknown zone", { schedule: { timeZone: "Mars/Olympus" } }],
    [
      "a block that ends before it starts",
      { schedule: { weeklyHours: [{ weekday: 1 as const, ...block("10:00-09:00") }] } },
    ],
    [
      "a block of two days",
      { schedule: { weeklyHours: [{ weekday: 1 as const, ...block("10:00-49:00") }] } },
    ],
    ["a date that doesn't exist", { schedule: { overrides: [{ on: "2026-02-30", blocks: [] }] } }],
    ["a booking that ends before it starts", { host: { busy: [interval("2026-06-15T10:00+02:00/09:00")] } }],
    ["a booking without an end", { host: { busy: [{ startMs: 0, endMs: Number.NaN }] } }],
  ])("%s", (_, parts) => {
    expect(() => listSlots(buildQuery(parts))).toThrow(RangeError);
  });

  test("a window without an end", () => {
    const query = buildQuery();
    expect(() => listSlots({ ...query, window: { startMs: 0, endMs: Infinity } })).toThrow(RangeError);
  });
});
