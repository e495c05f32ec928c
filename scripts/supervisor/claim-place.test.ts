import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFreePort } from "@/db/embedded/free-port";
import { claimPlace } from "./claim-place";
import { readSettings, type Settings } from "./settings";

let folder: string;
let settings: Settings;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "punctual-place-"));
  const environment = { PORT: String(await findFreePort()), PUNCTUAL_DATA_DIR: "data" };
  settings = readSettings(environment, { root: folder, dev: false });
});
afterEach(() => rm(folder, { recursive: true }));

test("the data folder is made, and nobody else may look into it", async () => {
  await claimPlace(settings);
  expect((await stat(settings.dataDir)).mode & 0o777).toBe(0o700);
});

test("a second copy on the same data folder is told which one runs there", async () => {
  const release = await claimPlace(settings);
  await expect(claimPlace(settings)).rejects.toThrow(
    `Punctual already runs on the data folder ${settings.dataDir}: ${settings.publicUrl} (process ${process.pid})`,
  );
  release();
  await claimPlace(settings);
});

test("a port in use is an error that names PORT and doesn't keep the folder", async () => {
  const other = createServer().listen(settings.port, "127.0.0.1");
  await once(other, "listening");
  await expect(claimPlace(settings)).rejects.toThrow(`PORT=${settings.port + 1} npm start`);
  other.close();
  await once(other, "close");
  await claimPlace(settings);
});
