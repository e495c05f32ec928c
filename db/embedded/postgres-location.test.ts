import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPostgresBinaries } from "./platform-binaries";
import { locatePostgres, type PostgresLocation, postgresUser } from "./postgres-location";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "punctual-location-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("within reach of its user, Postgres lives beside our data, private to that user", async () => {
  await chmod(folder, 0o711);
  const stateDir = path.join(folder, "state");
  const location = await locatePostgres({ stateDir, binaries: await findPostgresBinaries() });
  expect(location).toMatchObject({ homeDir: path.join(stateDir, "postgres"), user: postgresUser() });
  const home = await stat(location.homeDir);
  expect([home.mode & 0o777, home.uid]).toEqual([0o700, postgresUser()?.uid ?? process.getuid?.()]);
  expect((await stat(stateDir)).mode & 0o007).toBe(0);
});

test("below somebody's private folder, Postgres goes where its user reaches it and is found there again", async () => {
  const privateDir = path.join(folder, "private");
  const elsewhere = path.join(folder, "elsewhere");
  await chmod(folder, 0o711);
  await mkdir(elsewhere, { mode: 0o711 });
  await mkdir(privateDir, { mode: 0o700 });
  const stateDir = path.join(privateDir, "state");
  const binaries = await findPostgresBinaries();
  const options = { stateDir, binaries, elsewhereRoots: [elsewhere] };

  const location = await locatePostgres(options);
  // Who isn't root runs Postgres under the own name, and reaches all that is the own.
  const expected = postgresUser() ? elsewhere : stateDir;
  expect(location.homeDir.startsWith(expected)).toBe(true);
  expect(await locatePostgres(options)).toEqual(location);
  expect(versionBy(location)).toContain("PostgreSQL");
});

test("programs that its user can't reach are copied to the data", async () => {
  await chmod(folder, 0o711);
  const privateDir = path.join(folder, "private");
  await mkdir(privateDir, { mode: 0o700 });
  const binaries = await findPostgresBinaries();
  const nativeDir = path.join(privateDir, "native");
  await cp(binaries.nativeDir, nativeDir, { recursive: true, verbatimSymlinks: true });
  const stateDir = path.join(folder, "state");
  const location = await locatePostgres({ stateDir, binaries: { ...binaries, nativeDir } });
  expect(location.nativeDir.startsWith(postgresUser() ? stateDir : privateDir)).toBe(true);
  expect(versionBy(location)).toContain("PostgreSQL");
});

test("a recorded folder that is gone is an error, since its data are", async () => {
  const stateDir = path.join(folder, "state");
  await mkdir(stateDir);
  await writeFile(
    path.join(stateDir, "postgres-location.json"),
    JSON.stringify({ folder: `${folder}/gone` }),
  );
  const start = locatePostgres({ stateDir, binaries: await findPostgresBinaries() });
  await expect(start).rejects.toThrow(`${folder}/gone`);
});

function versionBy({ nativeDir, user }: PostgresLocation): string {
  const options = { ...user, cwd: "/", encoding: "utf8" as const };
  return spawnSync(path.join(nativeDir, "bin/postgres"), ["--version"], options).stdout;
}
