import { spawn } from "node:child_process";
import { chown, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PostgresLocation } from "./postgres-location";

export const superuserName = "punctual";
export const databaseName = "punctual";

/**
 * Makes the cluster unless it is there, and returns its folder. It gets its name only when it is whole, so a
 * start that was killed half-way leaves nothing to trip over. Text sorts and folds alike on every machine.
 */
export async function createCluster(
  location: PostgresLocation,
  options: { password: string; durable: boolean },
): Promise<string> {
  const clusterDir = path.join(location.homeDir, "cluster");
  if (await stat(clusterDir).catch(() => undefined)) return clusterDir;

  const unfinishedDir = `${clusterDir}.unfinished`;
  const passwordFile = path.join(location.homeDir, "password.once");
  await rm(unfinishedDir, { recursive: true, force: true });
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (location.user) await chown(passwordFile, location.user.uid, location.user.gid);
  try {
    await initdb(location, [
      `--pgdata=${unfinishedDir}`,
      `--username=${superuserName}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(options.durable ? [] : ["--no-sync"]),
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinishedDir, clusterDir);
  return clusterDir;
}

function initdb(location: PostgresLocation, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(location.nativeDir, "bin", "initdb"), args, {
      ...location.user,
      cwd: "/",
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed:\n${output.trim()}`)),
    );
  });
}
