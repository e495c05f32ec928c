import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

const preload = path.join(import.meta.dirname, "exit-with-supervisor.mjs");
const part = 'console.log("part", process.pid); setInterval(() => undefined, 1000);';
const supervisor = (source: string) => `
  const { spawn } = require("node:child_process");
  spawn(process.execPath, ["--import", ${JSON.stringify(preload)}, "-e", ${JSON.stringify(source)}],
    { stdio: ["pipe", "inherit", "inherit"] });
  setInterval(() => undefined, 1000);`;

/** Starts a supervisor with one part and returns both once the part has spoken. */
async function startPair(source: string) {
  const parent = spawn(process.execPath, ["-e", supervisor(source)]);
  const lines = createInterface({ input: parent.stdout });
  const [line] = await once(lines, "line");
  return { parent, lines, partPid: Number(String(line).split(" ")[1]) };
}

/** Settles when nobody holds the output any more, which is when the part is gone too. */
async function killAndWaitForPart(parent: ChildProcessWithoutNullStreams): Promise<number> {
  const killedAt = performance.now();
  parent.kill("SIGKILL");
  await once(parent, "close");
  return performance.now() - killedAt;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a part leaves within two seconds of its supervisor's kill -9", async () => {
  const { parent, partPid } = await startPair(part);
  expect(isAlive(partPid)).toBe(true);
  expect(await killAndWaitForPart(parent)).toBeLessThan(2000);
});

test("a part that ignores the request to end leaves all the same", async () => {
  const { parent } = await startPair(`process.on("SIGTERM", () => undefined); ${part}`);
  expect(await killAndWaitForPart(parent)).toBeLessThan(2000);
});

test("a part stays when the terminal's Ctrl-C reaches it before the supervisor's word", async () => {
  const { parent, lines, partPid } = await startPair(
    `process.on("SIGUSR2", () => console.log("still here")); ${part}`,
  );
  const answer = once(lines, "line");
  process.kill(partPid, "SIGINT");
  process.kill(partPid, "SIGUSR2");
  expect(await answer).toEqual(["still here"]);
  await killAndWaitForPart(parent);
});

test("a helper without any input isn't taken for an orphan", async () => {
  const child = spawn(
    process.execPath,
    ["--import", preload, "-e", "setTimeout(() => process.exit(5), 200)"],
    {
      stdio: "ignore",
    },
  );
  expect(await once(child, "exit")).toEqual([5, null]);
});
