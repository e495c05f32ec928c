import { expect, test } from "vitest";
import { addTallies, tallyPlaywright, tallyVitest } from "./tally";

test("a green run counts its tests", () => {
  expect(tallyVitest({ numTotalTests: 7, numPassedTests: 7 }, 0)).toEqual({ passed: 7, failed: 0 });
  expect(tallyPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } }, 0)).toEqual({
    passed: 3,
    failed: 0,
  });
});

test("a test that didn't run, or held only when tried again, counts as failed", () => {
  expect(tallyVitest({ numTotalTests: 7, numPassedTests: 5 }, 1)).toEqual({ passed: 5, failed: 2 });
  expect(tallyPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } }, 1)).toEqual({
    passed: 3,
    failed: 3,
  });
});

test.each([
  ["crashed without a report", undefined, 1],
  ["ended badly although every test passed", { numTotalTests: 2, numPassedTests: 2 }, 1],
  ["found no test", { numTotalTests: 0, numPassedTests: 0 }, 0],
])("a run that %s counts as one failure", (_how, report, exitCode) => {
  expect(tallyVitest(report, exitCode).failed).toBe(1);
});

test("the closing count is the sum", () => {
  expect(
    addTallies([
      { passed: 3, failed: 0 },
      { passed: 20, failed: 2 },
    ]),
  ).toEqual({ passed: 23, failed: 2 });
});
