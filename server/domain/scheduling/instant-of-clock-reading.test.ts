import { expect, test } from "vitest";
import { instantOfClockReading } from "./instant-of-clock-reading";

test.each([
  ["2026-12-01T10:00", "Europe/Berlin", "2026-12-01T09:00:00.000Z"],
  ["2026-07-01T10:00:30", "America/New_York", "2026-07-01T14:00:30.000Z"],
  ["2026-12-01T10:00", "Asia/Kathmandu", "2026-12-01T04:15:00.000Z"],
])("%s in %s is %s", (reading, timeZone, instant) => {
  expect(instantOfClockReading(reading, timeZone)).toBe(Date.parse(instant));
});

test.each([
  ["that is skipped", "2026-03-29T02:30"],
  ["that comes twice", "2026-10-25T02:30"],
  ["that is no time", "2026-12-01T25:00"],
  ["that is no date", "tomorrow"],
])("a reading %s is no instant", (_what, reading) => {
  expect(instantOfClockReading(reading, "Europe/Berlin")).toBeNull();
});
