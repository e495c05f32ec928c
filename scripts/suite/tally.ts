/** How many checks and tests held, and how many didn't. */
export type Tally = { passed: number; failed: number };

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  };
}

type VitestReport = { numTotalTests: number; numPassedTests: number };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

/** A test that didn't run counts as failed, like a run that failed although each of its tests passed. */
export function tallyVitest(report: VitestReport | undefined, exitCode: number): Tally {
  if (!report) return { passed: 0, failed: 1 };
  return countRun(report.numPassedTests, report.numTotalTests - report.numPassedTests, exitCode);
}

/** A test that passed only when tried again counts as failed. */
export function tallyPlaywright(report: PlaywrightReport | undefined, exitCode: number): Tally {
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return countRun(expected, unexpected + flaky + skipped, exitCode);
}

function countRun(passed: number, failed: number, exitCode: number): Tally {
  const brokeOtherwise = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: brokeOtherwise ? 1 : failed };
}
