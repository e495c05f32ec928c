import { checkImports } from "../checks/check-imports";
import { step } from "../preparation/step.mjs";
import { runNode } from "./run-command";
import type { Tally } from "./tally";

type Check = { title: string; findFaults: (root: string) => Promise<string> };

const checks: Check[] = [
  {
    title: "Format, lint and sizes",
    findFaults: (root) =>
      faultsOf(root, "node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"),
  },
  { title: "Imports", findFaults: async (root) => (await checkImports(root)).join("\n") },
  {
    title: "Types",
    findFaults: async (root) =>
      (await faultsOf(root, "node_modules/next/dist/bin/next", "typegen")) ||
      (await faultsOf(root, "node_modules/typescript/bin/tsc", "--noEmit")),
  },
];

/** The checks that run nothing of the product; each counts as one test. */
export async function runStaticChecks(root: string): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  for (const { title, findFaults } of checks) {
    const faults = await step(title, () => findFaults(root));
    if (faults) process.stdout.write(`${faults}\n\n  ${title}: failed\n\n`);
    tally[faults ? "failed" : "passed"] += 1;
  }
  return tally;
}

async function faultsOf(root: string, ...args: string[]): Promise<string> {
  const environment = { NEXT_TELEMETRY_DISABLED: "1" };
  const { exitCode, output } = await runNode({ root, args, environment });
  return exitCode === 0 ? "" : output || `exit code ${exitCode}`;
}
