import { describe, expect, test } from "vitest";
import { checkSlot } from "./check-slot";
import { listSlots } from "./list-slots";
import { buildHost, buildQuery, clockTimes, instantMs, interval, weekly } from "./testing/build-query";

const ada = buildHost("ada", {}, { busy: [interval("2026-06-15T09:00+02:00/10:00")] });
const bo = buildHost("bo", {}, { busy: [interval("2026-06-15T11:00+02:00/12:00")] });

describe("several hosts", () => {
  test("any host: a time is offered while one of them is free, with those who are", () => {
    const slots = listSlots(buildQuery({ hosts: [ada, bo], combine: "any" }));
    expect(slots.map(({ hostIds }) => hostIds)).toEqual([["bo"], ["ada", "bo"], ["ada"]]);
    expect(clockTimes(slots)).toEqual(["15 09:00", "15 10:00", "15 11:00"]);
  });

  test("all hosts: a time is offered when everyone is free", () => {
    const slots = listSlots(buildQuery({ hosts: [ada, bo], combine: "all" }));
    expect(clockTimes(slots)).toEqual(["15 10:00"]);
    expect(slots[0]?.hostIds).toEqual(["ada", "bo"]);
  });

  test("each host's hours are read in the host's own zone", () => {
    const cy = buildHost("cy", { timeZone: "Europe/London", weeklyHours: weekly([1], "09:00-10:00") });
    expect(clockTimes(listSlots(buildQuery({ hosts: [ada, cy], combine: "all" })))).toEqual(["15 10:00"]);
  });

  test("the first slot of the day is the team's, not each host's", () => {
    const slots = listSlots(buildQuery({ hosts: [ada, bo], rules: { onlyFirstSlotOfDay: true } }));
    expect(slots.map(({ hostIds }) => hostIds)).toEqual([["bo"]]);
  });
});

describe("seats", () => {
  const session = (seatsRemaining: number) => ({
    ...interval("2026-06-15T10:00+02:00/11:00"),
    seatsRemaining,
  });
  const seated = (seatsRemaining: number, parts: Parameters<typeof buildQuery>[0] = {}) =>
    buildQuery({
      ...parts,
      host: { busy: [session(seatsRemaining)] },
      rules: { seatsPerSlot: 5, ...parts.rules },
    });

  test("a session with seats left stays on offer with what is left, free times with all seats", () => {
    expect(listSlots(seated(2)).map(({ seatsRemaining }) => seatsRemaining)).toEqual([5, 2, 5]);
  });

  test("a full session is taken, and says so", () => {
    expect(clockTimes(listSlots(seated(0)))).toEqual(["15 09:00", "15 11:00"]);
    expect(checkSlot(seated(0), instantMs("2026-06-15T10:00+02:00"))).toEqual({
      kind: "refused",
      reason: "no_seats_left",
    });
  });

  test("a session blocks the times that it only overlaps, with the buffers that it carries", () => {
    expect(clockTimes(listSlots(seated(2, { rules: { seatsPerSlot: 5, slotIntervalMinutes: 30 } })))).toEqual(
      ["15 09:00", "15 10:00", "15 11:00"],
    );
  });

  test("a session isn't joined by a meeting of another length", () => {
    expect(clockTimes(listSlots(seated(2, { lengthMinutes: 30 })))).toEqual(["15 09:00", "15 11:00"]);
  });

  test("a session that is agreed upon can be joined outside the hours, within the notice", () => {
    const late = { busy: [{ ...interval("2026-06-15T20:00+02:00/21:00"), seatsRemaining: 1 }] };
    const query = buildQuery({ host: late, rules: { seatsPerSlot: 5 } });
    expect(clockTimes(listSlots(query))).toEqual(["15 09:00", "15 10:00", "15 11:00", "15 20:00"]);
    expect(listSlots({ ...query, nowMs: instantMs("2026-06-15T20:01+02:00") })).toEqual([]);
  });

  test("a session doesn't count against limits when it is joined", () => {
    const rules = { seatsPerSlot: 5, bookingLimits: [{ per: "day" as const, maxCount: 1 }] };
    const busy = [session(2)];
    const query = buildQuery({ rules, host: { busy, countedBookings: busy } });
    expect(clockTimes(listSlots(query))).toEqual(["15 10:00"]);
  });

  test("without seats a session is time like any other", () => {
    const query = buildQuery({ host: { busy: [session(2)] } });
    expect(clockTimes(listSlots(query))).toEqual(["15 09:00", "15 11:00"]);
    expect(listSlots(query)[0]).not.toHaveProperty("seatsRemaining");
  });

  test("all hosts have as many seats as the fullest session, any host as many as the emptiest", () => {
    const hosts = [buildHost("ada", {}, { busy: [session(2)] }), buildHost("bo", {}, { busy: [session(3)] })];
    const at10 = (combine: "any" | "all") =>
      checkSlot(
        buildQuery({ hosts, combine, rules: { seatsPerSlot: 5 } }),
        instantMs("2026-06-15T10:00+02:00"),
      );
    expect(at10("all")).toEqual({ kind: "offered", hostIds: ["ada", "bo"], seatsRemaining: 2 });
    expect(at10("any")).toEqual({ kind: "offered", hostIds: ["ada", "bo"], seatsRemaining: 3 });
  });
});
