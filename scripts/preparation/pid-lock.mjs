import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processCommand } from "../../db/embedded/process-command.mjs";

/** @typedef {{ pid: number, note: string }} Holder */
/** @typedef {{ release: () => void, staleBefore: boolean }} Lock */

/**
 * Takes a lock file that a dead process can't keep: it counts only while its process runs one of our scripts.
 * @param {string} file
 * @param {string} note told to whoever finds the lock taken
 * @returns {Promise<{ lock: Lock } | { holder: Holder }>}
 */
export async function tryPidLock(file, note = "") {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const own = JSON.stringify({ pid: process.pid, note, token: randomUUID() });
  const lock = (staleBefore) => ({
    lock: { staleBefore, release: () => readText(file) === own && rmSync(file, { force: true }) },
  });
  if (create(file, own)) return lock(false);

  const holder = readHolder(file);
  if (holder) return { holder };
  rmSync(file, { force: true });
  if (!create(file, own)) return tryPidLock(file, note);
  // Another process may have seen the same stale file and removed ours in its place.
  await delay(50);
  return readText(file) === own ? lock(true) : tryPidLock(file, note);
}

/**
 * Does the work while no other process does work under the same lock.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function underPidLock(file, work) {
  for (;;) {
    const attempt = await tryPidLock(file);
    if ("lock" in attempt) {
      try {
        return await work();
      } finally {
        attempt.lock.release();
      }
    }
    await delay(200);
  }
}

function create(file, text) {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** @returns {Holder | undefined} */
function readHolder(file) {
  try {
    const { pid, note } = JSON.parse(readText(file));
    const alive = pid === process.pid || /(start|test)\.mjs/.test(processCommand(pid));
    return alive ? { pid, note } : undefined;
  } catch {
    return undefined;
  }
}
