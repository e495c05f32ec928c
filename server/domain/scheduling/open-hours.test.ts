import { describe, expect, test } from "vitest";
import { listSlots } from "./list-slots";
import { block, buildHost, buildQuery, clockTimes, daily, instantMs, weekly } from "./testing/build-query";

const offered = (parts: Parameters<typeof buildQuery>[0]) => clockTimes(listSlots(buildQuery(parts)));
const monday = { from: "2026-06-15T00:00+02:00", to: "2026-06-16T00:00+02:00" };
const mondayAndTuesday = { from: "2026-06-15T00:00+02:00", to: "2026-06-17T00:00+02:00" };

describe("weekly hours", () => {
  test("open on weekdays from 9 to 12 offers 9, 10 and 11 on a Monday", () => {
    expect(offered(monday)).toEqual(["15 09:00", "15 10:00", "15 11:00"]);
  });

  test("a Saturday without hours offers nothing", () => {
    expect(offered({ from: "2026-06-20T00:00+02:00", to: "2026-06-21T00:00+02:00" })).toEqual([]);
  });

  test("every half hour for a whole hour ends with the last hour that fits", () => {
    expect(offered({ ...monday, rules: { slotIntervalMinutes: 30 } })).toEqual([
      "15 09:00",
      "15 09:30",
      "15 10:00",
      "15 10:30",
      "15 11:00",
    ]);
  });

  test("the same hours offer fewer times to a longer meeting", () => {
    expect(offered({ ...monday, lengthMinutes: 120 })).toEqual(["15 09:00", "15 10:00"]);
    expect(offered({ ...monday, lengthMinutes: 181 })).toEqual([]);
  });

  test("a morning and an afternoon each count from their own start", () => {
    const weeklyHours = weekly([1], "09:00-10:50", "13:20-15:00");
    expect(offered({ ...monday, lengthMinutes: 45, schedule: { weeklyHours } })).toEqual([
      "15 09:00",
      "15 10:00",
      "15 13:20",
    ]);
  });

  test("blocks that overlap or touch are one block", () => {
    const weeklyHours = weekly([1], "09:40-11:10", "09:10-10:00", "11:10-11:40");
    expect(offered({ ...monday, schedule: { weeklyHours } })).toEqual(["15 09:10", "15 10:10"]);
  });

  test("ten minutes past the hour moves every start", () => {
    expect(offered({ ...monday, rules: { startOffsetMinutes: 10 } })).toEqual(["15 09:10", "15 10:10"]);
  });

  test("a window that starts between two times begins with the next one", () => {
    expect(offered({ from: "2026-06-15T09:00:01+02:00", to: "2026-06-15T11:00+02:00" })).toEqual([
      "15 10:00",
    ]);
  });

  test("a host without hours offers nothing", () => {
    expect(offered({ ...monday, schedule: { weeklyHours: [] } })).toEqual([]);
  });

  test("no hosts offer nothing, also when all of them are asked", () => {
    expect(offered({ hosts: [] })).toEqual([]);
    expect(offered({ hosts: [], combine: "all" })).toEqual([]);
  });
});

describe("midnight", () => {
  test("Monday night from 22 to 2 is bookable until Tuesday 1 o'clock", () => {
    const weeklyHours = weekly([1], "22:00-26:00");
    expect(offered({ ...mondayAndTuesday, schedule: { weeklyHours } })).toEqual([
      "15 22:00",
      "15 23:00",
      "16 00:00",
      "16 01:00",
    ]);
  });

  test("a window that starts after midnight still sees the night before", () => {
    const weeklyHours = weekly([1], "22:00-26:00");
    expect(
      offered({ from: "2026-06-16T00:30+02:00", to: "2026-06-17T00:00+02:00", schedule: { weeklyHours } }),
    ).toEqual(["16 01:00"]);
  });

  test("a shift of a day and a half is still seen at its end, far west of Greenwich", () => {
    const schedule = { timeZone: "Pacific/Honolulu", weeklyHours: weekly([1], "12:00-48:00") };
    const query = buildQuery({ schedule, from: "2026-06-16T22:30-10:00", to: "2026-06-17T12:00-10:00" });
    expect(clockTimes(listSlots(query), "Pacific/Honolulu")).toEqual(["16 23:00"]);
  });

  test("a meeting may run over midnight from one block into the next", () => {
    const weeklyHours = [...weekly([1], "22:00-24:00"), ...weekly([2], "00:00-01:00")];
    expect(offered({ ...mondayAndTuesday, lengthMinutes: 90, schedule: { weeklyHours } })).toEqual([
      "15 22:00",
      "15 23:00",
    ]);
  });

  test("always open offers every hour of the day", () => {
    expect(offered({ ...monday, schedule: { weeklyHours: daily("00:00-24:00") } })).toHaveLength(24);
  });

  test("where a night reaches into the next day's block, both grids are offered, in order and once", () => {
    const weeklyHours = [...weekly([1], "23:00-26:00"), ...weekly([2], "00:30-03:30", "05:00-06:00")];
    expect(offered({ ...mondayAndTuesday, schedule: { weeklyHours } })).toEqual([
      "15 23:00",
      "16 00:00",
      "16 00:30",
      "16 01:00",
      "16 01:30",
      "16 02:30",
      "16 05:00",
    ]);
  });
});

describe("date overrides", () => {
  test("on the 15th only from 14 to 16", () => {
    const overrides = [{ on: "2026-06-15", blocks: [block("14:00-16:00")] }];
    expect(offered({ ...mondayAndTuesday, schedule: { overrides } })).toEqual([
      "15 14:00",
      "15 15:00",
      "16 09:00",
      "16 10:00",
      "16 11:00",
    ]);
  });

  test("closed on the 15th", () => {
    const overrides = [{ on: "2026-06-15", blocks: [] }];
    expect(offered({ ...monday, schedule: { overrides } })).toEqual([]);
  });

  test("open on a Saturday for once", () => {
    const overrides = [{ on: "2026-06-20", blocks: [block("10:00-11:00")] }];
    const saturday = { from: "2026-06-20T00:00+02:00", to: "2026-06-21T00:00+02:00" };
    expect(offered({ ...saturday, schedule: { overrides } })).toEqual(["20 10:00"]);
  });

  test("closing Tuesday leaves Monday's night alone: a block belongs to the date that it starts on", () => {
    const schedule = { weeklyHours: daily("22:00-26:00"), overrides: [{ on: "2026-06-16", blocks: [] }] };
    expect(offered({ ...mondayAndTuesday, schedule })).toEqual([
      "15 00:00",
      "15 01:00",
      "15 22:00",
      "15 23:00",
      "16 00:00",
      "16 01:00",
    ]);
  });
});

describe("absence and travel", () => {
  test("out of office from Monday noon until Tuesday 10 o'clock", () => {
    const outOfOffice = [
      { startMs: instantMs("2026-06-15T10:30+02:00"), endMs: instantMs("2026-06-16T10:00+02:00") },
    ];
    expect(offered({ ...mondayAndTuesday, host: { outOfOffice } })).toEqual([
      "15 09:00",
      "16 10:00",
      "16 11:00",
    ]);
  });

  test("on holiday from the 15th to the 16th, both included, in the zone of the schedule", () => {
    const outOfOffice = [{ startOn: "2026-06-15", endOn: "2026-06-16" }];
    const days = { from: "2026-06-15T00:00+02:00", to: "2026-06-18T00:00+02:00" };
    expect(offered({ ...days, host: { outOfOffice } })).toEqual(["17 09:00", "17 10:00", "17 11:00"]);
  });

  test("in New York on Tuesday, 9 to 12 means New York's 9 to 12", () => {
    const travel = [{ startOn: "2026-06-16", endOn: "2026-06-16", timeZone: "America/New_York" }];
    expect(offered({ ...mondayAndTuesday, host: { travel } })).toEqual([
      "15 09:00",
      "15 10:00",
      "15 11:00",
      "16 15:00",
      "16 16:00",
      "16 17:00",
    ]);
  });

  test("hours that travel makes overlap are offered in order and once", () => {
    const timeZone = "Pacific/Pago_Pago";
    const travel = [{ startOn: "2026-06-16", endOn: "2026-06-16", timeZone: "Pacific/Kiritimati" }];
    const hosts = [buildHost("ada", { timeZone, weeklyHours: daily("06:00-12:00") }, { travel })];
    const slots = listSlots(buildQuery({ hosts, from: "2026-06-15T12:00Z", to: "2026-06-16T12:00Z" }));
    expect(clockTimes(slots, "UTC")).toEqual([
      "15 16:00",
      "15 17:00",
      "15 18:00",
      "15 19:00",
      "15 20:00",
      "15 21:00",
      "15 22:00",
    ]);
  });
});
