import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processCommand } from "./process-command.mjs";

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
    await untilReaped(pid);
    if (exists(pid)) await rm(pidFile, { force: true });
    return false;
  }
  const startedAt = performance.now();
  process.kill(pid, "SIGINT");
  while (isPostgresOn(pid, clusterDir)) {
    if (performance.now() - startedAt > patienceMilliseconds) process.kill(pid, "SIGQUIT");
    await delay(20);
  }
  await untilReaped(pid);
  return true;
}

/**
 * Waits for a killed process whose exit status nobody has read yet: Postgres takes it for a running one. Returns
 * at once for a process that does something.
 */
async function untilReaped(pid: number): Promise<void> {
  const startedAt = performance.now();
  while (exists(pid) && processCommand(pid) === "") {
    if (performance.now() - startedAt > patienceMilliseconds) return;
    await delay(20);
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isPostgresOn(pid: number, clusterDir: string): boolean {
  const command = processCommand(pid);
  return command.includes("postgres") && command.includes(clusterDir);
}
