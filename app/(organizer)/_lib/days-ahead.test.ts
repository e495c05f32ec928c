import { expect, test } from "vitest";
import { sevenDays } from "./days-ahead";

const hours = ({ startMs, endMs }: { startMs: number; endMs: number }) => (endMs - startMs) / 3_600_000;

test("a week begins with the day that the zone's calendar shows", () => {
  const nowMs = Date.parse("2026-11-24T22:00:00Z");
  expect(sevenDays("Asia/Tokyo", nowMs, 0).map(({ on }) => on)).toEqual([
    "2026-11-25",
    "2026-11-26",
    "2026-11-27",
    "2026-11-28",
    "2026-11-29",
    "2026-11-30",
    "2026-12-01",
  ]);
  expect(sevenDays("America/New_York", nowMs, 1)[0]?.on).toBe("2026-12-01");
});

test("days on which clocks change are shorter or longer, and none is left out between", () => {
  const days = sevenDays("Europe/Berlin", Date.parse("2027-03-24T12:00:00Z"), 0);
  expect(days.map(hours)).toEqual([24, 24, 24, 24, 23, 24, 24]);
  for (const [index, day] of days.entries()) {
    if (index > 0) expect(day.startMs).toBe(days[index - 1]?.endMs);
  }
});
