// Plain JavaScript: also read before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * The command line of a process; empty when there is none, or only its exit status still waits to be read.
 * @param {number} pid
 * @returns {string}
 */
export function processCommand(pid) {
  if (!existsSync("/proc/self/cmdline")) {
    return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
