import path from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies, needsInstall } from "./install-dependencies.mjs";
import { complainAboutNode } from "./node-version.mjs";
import { underPidLock } from "./pid-lock.mjs";
import { step } from "./step.mjs";

export const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/**
 * Makes TypeScript importable in this process, installing what is missing first. Two starts in one checkout
 * take turns.
 * @returns {Promise<void>}
 */
export async function prepareCheckout() {
  const complaint = complainAboutNode(process.versions.node);
  if (complaint) throw new Error(complaint);
  if (process.platform === "win32") {
    throw new Error("Punctual doesn't run on Windows itself; the Windows Subsystem for Linux will do.");
  }
  if (needsInstall(root)) {
    await underPidLock(path.join(root, ".cache", "installing.lock"), async () => {
      if (needsInstall(root)) await step("Installing packages", () => installDependencies(root));
    });
  }
  const { register } = await import("tsx/esm/api");
  register();
}
