import { expect, test } from "vitest";
import { formatInstant } from "./format-instant";
import { instantMs } from "./testing/build-query";

test.each([
  ["2026-11-01T14:00Z", "America/New_York", "2026-11-01T09:00:00.000-05:00"],
  ["2026-11-01T05:59:59.999Z", "America/New_York", "2026-11-01T01:59:59.999-04:00"],
  ["2026-11-01T06:00Z", "America/New_York", "2026-11-01T01:00:00.000-05:00"],
  ["2026-11-01T00:00Z", "Asia/Kathmandu", "2026-11-01T05:45:00.000+05:45"],
  ["2026-11-01T00:00Z", "Pacific/Marquesas", "2026-10-31T14:30:00.000-09:30"],
  ["2026-01-01T00:00Z", "Europe/London", "2026-01-01T00:00:00.000+00:00"],
  ["2026-01-01T00:00Z", "UTC", "2026-01-01T00:00:00.000Z"],
])("%s in %s is %s", (instant, timeZone, text) => {
  expect(formatInstant(instantMs(instant), timeZone)).toBe(text);
  expect(instantMs(text)).toBe(instantMs(instant));
});

test("where an offset had seconds, the text still means the same instant", () => {
  const instant = instantMs("1930-01-01T00:00Z");
  const text = formatInstant(instant, "Africa/Monrovia");
  expect(text).toMatch(/-00:4[45]$/);
  expect(instantMs(text)).toBe(instant);
});

test("a year of five digits is refused", () => {
  expect(() => formatInstant(instantMs("+010000-01-01T00:00Z"), "UTC")).toThrow(RangeError);
});
