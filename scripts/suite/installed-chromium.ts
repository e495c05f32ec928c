import { spawnSync } from "node:child_process";
import { chromium } from "@playwright/test";

const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** A Chromium that runs here: the one that is asked for, the system's, or the one that Playwright downloaded. */
export function installedChromium(asked = process.env.PUNCTUAL_CHROMIUM): string | undefined {
  const candidates = [asked, ...systemNames, chromium.executablePath()];
  return candidates.find((candidate) => candidate && answers(candidate));
}

/** A download without the system's libraries, or a placeholder of a package manager, is there and doesn't run. */
function answers(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}
