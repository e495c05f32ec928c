import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isPortFree } from "@/db/embedded/free-port";
import { tryPidLock } from "../preparation/pid-lock.mjs";
import type { Settings } from "./settings";

const orphanPatienceMilliseconds = 5_000;

/**
 * Makes the data folder ours alone and claims it and the application's port for this process. Returns the
 * release of the folder.
 * @throws Error that says who has the folder, or that the port is in use.
 */
export async function claimPlace(settings: Settings): Promise<() => void> {
  const { dataDir, host, port } = settings;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const attempt = await tryPidLock(path.join(dataDir, "supervisor.lock"), settings.publicUrl);
  if ("holder" in attempt) {
    throw new Error(
      `Punctual already runs on the data folder ${dataDir}: ${attempt.holder.note} ` +
        `(process ${attempt.holder.pid}). For a second copy set PUNCTUAL_DATA_DIR and PORT.`,
    );
  }
  const { release, staleBefore } = attempt.lock;
  // The parts of a supervisor that was killed need a moment to leave.
  const giveUpAt = performance.now() + (staleBefore ? orphanPatienceMilliseconds : 0);
  while (!(await isPortFree(host, port))) {
    if (performance.now() >= giveUpAt) {
      release();
      throw new Error(
        `Port ${port} on ${host} is in use by another program. Choose another: PORT=${port + 1} npm start`,
      );
    }
    await delay(100);
  }
  return release;
}
