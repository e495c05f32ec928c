import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { Part, Running } from "./kept-part";
import type { RotatingLog } from "./rotating-log";

const startPatienceMilliseconds = 90_000;
const stopPatienceMilliseconds = 8_000;
const keptLines = 15;

export type ChildPartOptions = {
  name: string;
  /** The root of the checkout, where the process runs. */
  root: string;
  /** What Node is given after our preloaded modules. */
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
  /** Where the part says how it is. */
  healthUrl: string;
  /** Whether an answer with this status means that the part serves; 200 alone when left out. */
  isServing?: (status: number) => boolean;
  log: RotatingLog;
};

/** A Node process of ours: its lines go to the log, and it exits when we are gone. */
export function childPart(options: ChildPartOptions): Part {
  return { name: options.name, launch: (signal) => launchChild(options, signal) };
}

async function launchChild(options: ChildPartOptions, signal: AbortSignal): Promise<Running> {
  const preload = path.join(options.root, "scripts", "exit-with-supervisor.mjs");
  const child = spawn(process.execPath, ["--import", preload, ...options.args], {
    cwd: options.root,
    env: options.environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined);
  const lastLines = collectLines(child, options);
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, killedBy) => {
      const ending = `it ended with ${killedBy ? `signal ${killedBy}` : `exit code ${code}`}.`;
      child.once("close", () => resolve(ending));
      // A process that it started itself may hold its output open.
      setTimeout(() => resolve(ending), 500).unref();
    });
  });
  const running = { exited, stop: () => stopChild(child, exited) };
  try {
    await waitUntilServing(options, child, signal);
  } catch (error) {
    await running.stop();
    const lines = lastLines.length > 0 ? ` Its last lines:\n${lastLines.join("\n")}` : "";
    throw new Error(`it didn't start: ${(error as Error).message}${lines}`);
  }
  return running;
}

function collectLines(child: ChildProcess, { name, log }: ChildPartOptions): string[] {
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue;
    createInterface({ input }).on("line", (line) => {
      log.write(name, line);
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
    });
  }
  return lines;
}

async function waitUntilServing(
  { healthUrl, isServing = (status) => status === 200 }: ChildPartOptions,
  child: ChildProcess,
  signal: AbortSignal,
): Promise<void> {
  const giveUpAt = performance.now() + startPatienceMilliseconds;
  let lastAnswer = "it gives no answer.";
  while (performance.now() < giveUpAt) {
    if (signal.aborted) throw new Error("the start was broken off.");
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("the process ended.");
    try {
      const response = await fetch(healthUrl, { signal: AbortSignal.timeout(5_000) });
      const body = await response.text();
      if (isServing(response.status)) return;
      lastAnswer = `it answers ${response.status} ${body.slice(0, 300)}`;
    } catch {
      // Not listening yet.
    }
    await delay(40);
  }
  throw new Error(lastAnswer);
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  const lastResort = setTimeout(() => child.kill("SIGKILL"), stopPatienceMilliseconds);
  await exited;
  clearTimeout(lastResort);
}
