import { expect, test } from "vitest";
import { buildQuery, instantMs } from "./testing/build-query";
import { timeToLoad } from "./time-to-load";

const berlin = ["Europe/Berlin"];
const day = { from: "2026-06-15T00:00+02:00", to: "2026-06-16T00:00+02:00" };

test("a day needs the busy time from the longest buffer before it until the last meeting's longest buffer", () => {
  const query = buildQuery({ ...day, rules: { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 } });
  expect(timeToLoad(query, berlin)).toEqual({
    busy: { startMs: instantMs("2026-06-13T23:50+02:00"), endMs: instantMs("2026-06-17T01:20+02:00") },
    counted: undefined,
  });
});

test("limits need the whole periods that the day lies in, in the hosts' zones", () => {
  const rules = {
    bookingLimits: [
      { per: "week" as const, maxCount: 5 },
      { per: "month" as const, maxCount: 9 },
    ],
  };
  expect(timeToLoad(buildQuery({ ...day, rules }), berlin).counted).toEqual({
    startMs: instantMs("2026-06-01T00:00+02:00"),
    endMs: instantMs("2026-07-01T00:00+02:00"),
  });
});

test("a rolling window needs all from now on", () => {
  const rules = { bookingWindow: { kind: "calendar_days" as const, days: 3, rolling: true } };
  const query = buildQuery({ ...day, rules, now: "2026-06-03T12:00+02:00" });
  expect(timeToLoad(query, berlin).busy.startMs).toBe(instantMs("2026-06-02T12:00+02:00"));
});

test("the first slot of the day needs the day from its start", () => {
  const query = buildQuery({ ...day, from: "2026-06-15T17:00+02:00", rules: { onlyFirstSlotOfDay: true } });
  expect(timeToLoad(query, berlin).busy.startMs).toBe(instantMs("2026-06-14T00:00+02:00"));
});
