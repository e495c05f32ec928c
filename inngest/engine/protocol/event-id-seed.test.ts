import { expect, test } from "vitest";
import { eventIdFromSeed } from "./event-id-seed";

const seed = `1803902400000,${Buffer.from("0123456789").toString("base64")}`;

test("a seed gives each index an id of its own, always the same", () => {
  const ids = Array.from({ length: 5000 }, (_, index) => eventIdFromSeed(seed, index + 1));
  expect(new Set(ids).size).toBe(5000);
  expect(eventIdFromSeed(seed, 42)).toBe(ids[41]);
});

test.each([
  "",
  "x",
  "1803902400000",
  "1803902400000,",
  "1803902400000,AAAA",
  "99999999999999999,MDEyMzQ1Njc4OQ==",
])("%j is no seed", (text) => {
  expect(eventIdFromSeed(text, 1)).toBeUndefined();
});
