import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const patienceMilliseconds = 10_000;

/**
 * Stops the Postgres that a killed supervisor left running on `clusterDir`, and waits until it is gone; a
 * pid file whose process is something else by now is removed, since Postgres would refuse to start.
 * Returns whether one was running.
 */
export async function stopOrphan(clusterDir: string): Promise<boolean> {
  const pidFile = path.join(clusterDir, "postmaster.pid");
  const pid = Number.parseInt(await readFile(pidFile, "utf8").catch(() => ""), 10);
  if (!Number.isInteger(pid) || pid <= 1) return false;
  if (!isPostgresOn(pid, clusterDir)) {
    if (commandLine(pid) !== "") await rm(pidFile, { force: true });
    return false;
  }
  const startedAt = performance.now();
  process.kill(pid, "SIGINT");
  while (isPostgresOn(pid, clusterDir)) {
    if (performance.now() - startedAt > patienceMilliseconds) process.kill(pid, "SIGQUIT");
    await delay(20);
  }
  return true;
}

function isPostgresOn(pid: number, clusterDir: string): boolean {
  const command = commandLine(pid);
  return command.includes("postgres") && command.includes(clusterDir);
}

/** Empty when there is no such process, or only its exit status still waits to be read. */
function commandLine(pid: number): string {
  if (!existsSync("/proc/self/cmdline")) {
    return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
