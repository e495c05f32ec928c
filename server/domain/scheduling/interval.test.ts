import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ascendingByStart, type Interval, mergeIntervals, subtractIntervals } from "./interval";

const intervals = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }))
    .map(([startMs, length]) => ({ startMs, endMs: startMs + length })),
  { maxLength: 12 },
);

const covers = (list: readonly Interval[], at: number) =>
  list.some(({ startMs, endMs }) => startMs <= at && at < endMs);
const everyInstant = Array.from({ length: 80 }, (_, at) => at);

test("touching intervals become one, empty ones vanish", () => {
  expect(
    mergeIntervals([
      { startMs: 0, endMs: 5 },
      { startMs: 2, endMs: 2 },
      { startMs: 5, endMs: 8 },
      { startMs: 9, endMs: 10 },
    ]),
  ).toEqual([
    { startMs: 0, endMs: 8 },
    { startMs: 9, endMs: 10 },
  ]);
});

describe("for any intervals", () => {
  test("the union covers what one of them covers, in order and apart", () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const merged = mergeIntervals(ascendingByStart(list));
        for (const at of everyInstant) expect(covers(merged, at)).toBe(covers(list, at));
        for (const [index, { startMs, endMs }] of merged.entries()) {
          expect(startMs).toBeLessThan(endMs);
          if (index > 0) expect(startMs).toBeGreaterThan(merged[index - 1]?.endMs ?? Infinity);
        }
      }),
    );
  });

  test("the rest covers what is in the whole and in no hole", () => {
    fc.assert(
      fc.property(intervals, intervals, (whole, holes) => {
        const rest = subtractIntervals(
          mergeIntervals(ascendingByStart(whole)),
          mergeIntervals(ascendingByStart(holes)),
        );
        for (const at of everyInstant) expect(covers(rest, at)).toBe(covers(whole, at) && !covers(holes, at));
      }),
    );
  });

  test("sorting leaves the given list as it was", () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const before = structuredClone(list);
        ascendingByStart(list);
        expect(list).toEqual(before);
      }),
    );
  });
});
