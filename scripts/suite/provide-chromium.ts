import { spawnSync } from "node:child_process";
import { step } from "../preparation/step.mjs";
import { installedChromium } from "./installed-chromium";
import { runNode } from "./run-command";

const downloadPatienceMilliseconds = 240_000;

/**
 * The Chromium for the browser tests, installed when there is none: by Playwright, or as Debian's package.
 * @throws Error that says what to do by hand.
 */
export async function provideChromium(root: string): Promise<string> {
  let found = installedChromium();
  if (!found) {
    await step("Downloading Chromium", () => downloadChromium(root));
    found = installedChromium();
  }
  if (!found && process.getuid?.() === 0) {
    await step("Installing Debian's Chromium", installDebianChromium);
    found = installedChromium();
  }
  if (!found) {
    throw new Error(
      "The browser tests need a Chromium and none can be installed here. Install one with the system's " +
        "package manager, or set PUNCTUAL_CHROMIUM to its path.",
    );
  }
  process.stdout.write(`  Browser tests use ${found}\n`);
  return found;
}

async function downloadChromium(root: string): Promise<void> {
  await runNode({
    root,
    args: ["node_modules/@playwright/test/cli.js", "install", "chromium"],
    environment: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(downloadPatienceMilliseconds / 8) },
  });
}

function installDebianChromium(): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    spawnSync("apt-get", args, { stdio: "ignore", env: environment });
  }
}
