import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { underPidLock } from "./pid-lock.mjs";
import { hashSources } from "./source-hash";
import { step } from "./step.mjs";

/**
 * Builds the application unless the last build was of these very sources. Two starts in one checkout take
 * turns.
 * @throws Error with what the build printed.
 */
export function buildApplication(root: string): Promise<void> {
  return underPidLock(path.join(root, ".cache", "building.lock"), async () => {
    const stampFile = path.join(root, ".next", "built-from");
    const hash = await hashSources(root);
    if ((await readFile(stampFile, "utf8").catch(() => "")) === hash) return;
    await rm(stampFile, { force: true });
    await step("Building the application", () => runBuild(root));
    await writeFile(stampFile, hash);
  });
}

function runBuild(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const preload = path.join(root, "scripts/exit-with-supervisor.mjs");
    const next = path.join(root, "node_modules/next/dist/bin/next");
    const child = spawn(process.execPath, ["--import", preload, next, "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build failed:\n${output.trim()}`)),
    );
  });
}
