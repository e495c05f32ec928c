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
    if (processCommand(pid) !== "") await rm(pidFile, { force: true });
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
  const command = processCommand(pid);
  return command.includes("postgres") && command.includes(clusterDir);
}
