import { expect, test } from "vitest";
import { retryDelayMilliseconds, retryDelayMillisecondsWithoutJitter } from "./retry-delay";

test("the waits grow from 15 seconds to two hours, and stay there", () => {
  const seconds = Array.from(
    { length: 20 },
    (_, attempt) => retryDelayMillisecondsWithoutJitter(attempt) / 1000,
  );
  expect(seconds.slice(0, 11)).toEqual([15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200]);
  expect(seconds[19]).toBe(7200);
});

test("jitter adds less than 30 seconds", () => {
  expect(retryDelayMilliseconds(0, 0)).toBe(15_000);
  expect(retryDelayMilliseconds(0, 0.5)).toBe(30_000);
  expect(retryDelayMilliseconds(0, 0.999_999)).toBe(44_999);
});
