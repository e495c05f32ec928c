import type { LaunchOptions } from "@playwright/test";
import { installedChromium } from "../../scripts/suite/installed-chromium";

/** How every test starts Chromium: as root without its sandbox, and without calls home. */
export function chromiumLaunchOptions(): LaunchOptions {
  const rootArguments = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    executablePath: process.env.PUNCTUAL_CHROMIUM || installedChromium(),
    args: [
      ...rootArguments,
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  };
}
