import { expect, test } from "vitest";
import { durationMilliseconds } from "./duration-milliseconds";

test.each([
  ["", 0],
  ["1s", 1_000],
  ["250ms", 250],
  ["2h30m", 9_000_000],
  ["1w2d3h4m5s", 788_645_000],
])("%j lasts %i milliseconds", (text, milliseconds) => {
  expect(durationMilliseconds(text)).toBe(milliseconds);
});

test.each(["1", "h", "1.5h", "-1h", "1y", "1h ", "2027-01-01T00:00:00Z"])("%j is no duration", (text) => {
  expect(durationMilliseconds(text)).toBeUndefined();
});
