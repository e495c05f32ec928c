import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryPidLock, underPidLock } from "./pid-lock.mjs";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "punctual-lock-"));
  file = path.join(folder, "data", "supervisor.lock");
});
afterEach(() => rm(folder, { recursive: true }));

async function take(note = "") {
  const attempt = await tryPidLock(file, note);
  if (!("lock" in attempt)) throw new Error("The lock is held.");
  return attempt.lock;
}

async function pidOfEndedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return Number(child.pid);
}

test("a lock that is held tells by whom", async () => {
  await take("http://127.0.0.1:3000");
  expect(await tryPidLock(file)).toEqual({
    holder: { pid: process.pid, note: "http://127.0.0.1:3000" },
  });
});

test("a released lock is there for the next, who learns that it was left in order", async () => {
  (await take()).release();
  expect(existsSync(file)).toBe(false);
  expect((await take()).staleBefore).toBe(false);
});

test("a lock of a process that is gone is taken over, and known as such", async () => {
  (await take()).release();
  await writeFile(file, JSON.stringify({ pid: await pidOfEndedProcess(), note: "" }));
  expect((await take()).staleBefore).toBe(true);
});

test("a process number that belongs to another program by now holds nothing", async () => {
  (await take()).release();
  const stranger = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  await writeFile(file, JSON.stringify({ pid: stranger.pid, note: "" }));
  expect((await take()).staleBefore).toBe(true);
  stranger.stdin.end();
  await once(stranger, "exit");
});

test("a damaged lock file holds nothing", async () => {
  (await take()).release();
  await writeFile(file, "half of a li");
  expect((await take()).staleBefore).toBe(true);
});

test("releasing a lock that somebody else took over leaves theirs", async () => {
  const lock = await take();
  await writeFile(file, JSON.stringify({ pid: process.pid, note: "theirs", token: "other" }));
  lock.release();
  expect(existsSync(file)).toBe(true);
});

test("work under one lock takes turns", async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} ends`);
  };
  await Promise.all([underPidLock(file, work("one")), underPidLock(file, work("two"))]);
  expect([events.slice(0, 2), events.slice(2)].sort()).toEqual([
    ["one begins", "one ends"],
    ["two begins", "two ends"],
  ]);
});
