import { readFileSync } from "node:fs";
import path from "node:path";
import type { DemoFile } from "../../scripts/first-start";

/** What the copy under test wrote about itself on its first start: addresses, sign-in, key, event types. */
export function readDemo(): DemoFile {
  const dataDir = process.env.PUNCTUAL_E2E_DATA_DIR;
  if (!dataDir) throw new Error("The copy under test hasn't been started.");
  return JSON.parse(readFileSync(path.join(dataDir, "demo.json"), "utf8"));
}
