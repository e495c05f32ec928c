import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildApplication } from "../preparation/build-application";
import { provideChromium } from "./provide-chromium";
import { runNode } from "./run-command";
import { runStaticChecks } from "./static-checks";
import { addTallies, type Tally, tallyPlaywright, tallyVitest } from "./tally";

const usage = "npm test -- [--only static|unit|e2e] [what to hand to the runner of the tests]";

type Part = (root: string, handedOn: string[]) => Promise<Tally>;

const parts: Record<string, Part> = { static: runStaticChecks, unit: runVitest, e2e: runPlaywright };

/** Runs the checks and tests, or one kind of them, and closes with the count. Returns the exit code. */
export async function runSuite(root: string, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help || (values.only && !parts[values.only])) {
    process.stdout.write(`${usage}\n`);
    return values.help ? 0 : 1;
  }
  const tallies: Tally[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (values.only && values.only !== name) continue;
    tallies.push(
      await run(root, positionals).catch((error: Error) => {
        process.stdout.write(`\n${error.message}\n`);
        return { passed: 0, failed: 1 };
      }),
    );
  }
  const { passed, failed } = addTallies(tallies);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function runVitest(root: string, handedOn: string[]): Promise<Tally> {
  return withReport(async (report) => {
    const { exitCode } = await runNode({
      root,
      args: [
        "node_modules/vitest/vitest.mjs",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report.file}`,
        ...handedOn,
      ],
      shown: true,
    });
    return tallyVitest(await report.read(), exitCode);
  });
}

async function runPlaywright(root: string, handedOn: string[]): Promise<Tally> {
  const chromium = await provideChromium(root);
  await buildApplication(root);
  return withReport(async (report) => {
    const { exitCode } = await runNode({
      root,
      args: ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...handedOn],
      environment: { PUNCTUAL_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report.file },
      shown: true,
    });
    return tallyPlaywright(await report.read(), exitCode);
  });
}

type Report = { file: string; read<T>(): Promise<T | undefined> };

async function withReport(run: (report: Report) => Promise<Tally>): Promise<Tally> {
  const folder = await mkdtemp(path.join(tmpdir(), "punctual-report-"));
  const file = path.join(folder, "report.json");
  const read = async () => {
    const text = await readFile(file, "utf8").catch(() => undefined);
    return text && JSON.parse(text);
  };
  try {
    return await run({ file, read });
  } finally {
    await rm(folder, { recursive: true });
  }
}
