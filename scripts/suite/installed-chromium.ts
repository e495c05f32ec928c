import { spawnSync } from "node:child_process";
import path from "node:path";
import { chromium } from "@playwright/test";

const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/**
 * The path of a Chromium that runs here: the one that the environment names, the system's, or the one that
 * Playwright downloaded.
 */
export function installedChromium(environment = process.env): string | undefined {
  const folders = (environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  const ofSystem = systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const candidates = [environment.PUNCTUAL_CHROMIUM, ...ofSystem, chromium.executablePath()];
  return candidates.find((candidate) => candidate && answers(candidate));
}

/** A download without the system's libraries, or a placeholder of a package manager, is there and doesn't run. */
function answers(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}
