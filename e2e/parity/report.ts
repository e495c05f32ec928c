import { isDeepStrictEqual } from "node:util";
import type { Effects } from "./effects";

/** What one way through a door left behind, stage by stage. */
export type Run = { name: string; stages: Record<string, Effects> };

export type ParityReport = {
  comparisons: number;
  runs: number;
  differences: string[];
  /** The first run of each kind, which the others are held against. */
  baselines: Map<string, Run>;
};

export function emptyReport(): ParityReport {
  return { comparisons: 0, runs: 0, differences: [], baselines: new Map() };
}

/** Counts a run and notes where it differs from the first of its kind, in the stages that both have. */
export function addRun(report: ParityReport, kind: string, run: Run): void {
  report.runs += 1;
  const baseline = report.baselines.get(kind);
  if (!baseline) {
    report.baselines.set(kind, run);
    return;
  }
  for (const [stage, effects] of Object.entries(run.stages)) {
    const expected = baseline.stages[stage];
    if (expected === undefined) continue;
    report.comparisons += 1;
    for (const part of Object.keys(expected)) {
      if (isDeepStrictEqual(effects[part], expected[part])) continue;
      report.differences.push(
        `${kind}, ${stage}, ${part}: ${run.name} differs from ${baseline.name}\n    ${JSON.stringify(expected[part])}\n    ${JSON.stringify(effects[part])}`,
      );
    }
  }
}
