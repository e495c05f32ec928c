import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} LockedPackages */

/**
 * Whether everything that the lock file asks for is there at the locked version. Optional packages are for
 * other machines, or their absence is dealt with where they are used.
 * @param {LockedPackages} locked `packages` of package-lock.json
 * @param {LockedPackages | undefined} installed `packages` of what npm recorded in node_modules
 * @returns {boolean}
 */
export function isInstalled(locked, installed) {
  if (!installed) return false;
  return Object.entries(locked).every(
    ([name, { version, optional }]) => name === "" || optional || installed[name]?.version === version,
  );
}

/**
 * @param {string} root
 * @returns {boolean}
 */
export function needsInstall(root) {
  const locked = readPackages(path.join(root, "package-lock.json"));
  if (!locked) throw new Error(`${root} has no package-lock.json: the checkout isn't complete.`);
  // npm deletes this record first and writes it last, so a broken-off install has none.
  return !isInstalled(locked, readPackages(path.join(root, "node_modules", ".package-lock.json")));
}

/**
 * Installs exactly what the lock file says.
 * @param {string} root
 * @returns {Promise<void>}
 */
export function installDependencies(root) {
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js") ? process.env.npm_execpath : undefined;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const [command, commandArgs] = npm ? [process.execPath, [npm, ...args]] : ["npm", args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ci failed:\n${output.trim()}`)),
    );
  });
}

/** @returns {LockedPackages | undefined} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
