import { spawnSync } from "node:child_process";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PostgresBinaries } from "./platform-binaries";

/** The unprivileged user that runs Postgres when we are root, which Postgres refuses to be. */
export type PostgresUser = { uid: number; gid: number };

/** Where Postgres's programs are and where the cluster's folder belongs, both within reach of its user. */
export type PostgresLocation = { nativeDir: string; homeDir: string; user: PostgresUser | undefined };

const nobody: PostgresUser = { uid: 65_534, gid: 65_534 };

/** `undefined` unless this process is root. */
export function postgresUser(): PostgresUser | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/**
 * Decides where Postgres lives: beside our own data, with the programs that npm installed. Programs that the
 * unprivileged user can't reach (a checkout in somebody's private folder) are copied; where it can't reach our
 * data folder either, the cluster goes to a folder of its own, recorded in `postgres-location.json`.
 * @throws Error when the recorded folder is gone: a new one would hide that the data are lost.
 */
export async function locatePostgres(options: {
  stateDir: string;
  binaries: PostgresBinaries;
  elsewhereRoots?: readonly string[];
}): Promise<PostgresLocation> {
  const { stateDir, binaries, elsewhereRoots = ["/var/lib", "/var/tmp", tmpdir()] } = options;
  const user = postgresUser();
  const parentDir = await chooseParent(stateDir, user, elsewhereRoots);
  const homeDir = path.join(parentDir, "postgres");
  await mkdir(homeDir, { recursive: true, mode: 0o700 });
  if (user) await chown(homeDir, user.uid, user.gid);
  const inPlace = canReach(path.join(binaries.nativeDir, "bin", "postgres"), user);
  const nativeDir = inPlace ? binaries.nativeDir : await copyBinaries(binaries, parentDir);
  return { nativeDir, homeDir, user };
}

async function chooseParent(
  stateDir: string,
  user: PostgresUser | undefined,
  elsewhereRoots: readonly string[],
): Promise<string> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const recordFile = path.join(stateDir, "postgres-location.json");
  const recorded = await readRecord(recordFile);
  if (recorded) return recorded;
  if (!user) return stateDir;
  await letPass(stateDir, user);
  if (canReach(stateDir, user)) return stateDir;
  await chmod(stateDir, 0o700);
  const folder = await makeElsewhere(elsewhereRoots, user);
  await writeFile(recordFile, `${JSON.stringify({ folder })}\n`, { mode: 0o600 });
  return folder;
}

/** Lets the user pass through our private folder without reading it. */
async function letPass(dir: string, user: PostgresUser): Promise<void> {
  await chown(dir, 0, user.gid);
  await chmod(dir, 0o710);
}

function canReach(target: string, user: PostgresUser | undefined): boolean {
  if (!user) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", target], { ...user, cwd: "/" }).status === 0;
}

async function readRecord(recordFile: string): Promise<string | undefined> {
  const text = await readFile(recordFile, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { folder } = JSON.parse(text) as { folder: string };
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new Error(
      `The database's folder ${folder}, recorded in ${recordFile}, is gone. ` +
        "Put it back, or delete the data folder to start with an empty database.",
    );
  }
  return folder;
}

async function makeElsewhere(roots: readonly string[], user: PostgresUser): Promise<string> {
  for (const root of roots) {
    const dir = await mkdtemp(path.join(root, "punctual-")).catch(() => undefined);
    if (!dir) continue;
    await letPass(dir, user);
    if (canReach(dir, user)) return dir;
    await rm(dir, { recursive: true });
  }
  throw new Error(`No folder for Postgres can be made in any of ${roots.join(", ")}.`);
}

async function copyBinaries(binaries: PostgresBinaries, parentDir: string): Promise<string> {
  const nativeDir = path.join(parentDir, `postgres-programs-${binaries.version}`);
  if (await stat(nativeDir).catch(() => undefined)) return nativeDir;
  const unfinished = `${nativeDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(binaries.nativeDir, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, nativeDir);
  return nativeDir;
}
