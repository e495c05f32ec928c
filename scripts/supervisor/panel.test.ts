import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeProduct, type PanelInput } from "./panel";

let input: PanelInput;

beforeEach(async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "punctual-panel-"));
  input = {
    dataDir,
    publicUrl: "http://127.0.0.1:3000",
    setupUrl: undefined,
    sandboxUrl: "http://127.0.0.1:21001",
    runsUrl: "http://127.0.0.1:21003",
    logFile: path.join(dataDir, "punctual.log"),
  };
});
afterEach(() => rm(input.dataDir, { recursive: true }));

test("with demo data it shows the page, the sign-in, the key, the phones, the runs and the log", async () => {
  const demo = {
    organizer: { username: "maya", email: "maya@punctual.localhost", password: "the-password" },
    apiKey: "the-key",
    eventTypes: [{ url: "http://127.0.0.1:3000/maya/30min" }],
  };
  await writeFile(path.join(input.dataDir, "demo.json"), JSON.stringify(demo));
  const panel = await describeProduct(input);
  for (const text of [
    "http://127.0.0.1:3000/maya/30min",
    "maya@punctual.localhost  the-password",
    "the-key",
    "http://127.0.0.1:21001",
    "http://127.0.0.1:21003",
    "punctual.log",
  ]) {
    expect(panel).toContain(text);
  }
});

test("with somebody's own database it shows the first visit, and nothing that isn't there", async () => {
  const setupUrl = "http://127.0.0.1:3000/setup?token=once";
  const panel = await describeProduct({ ...input, setupUrl, sandboxUrl: undefined, runsUrl: undefined });
  expect(panel).toContain(setupUrl);
  for (const label of ["Organizer", "API key", "Phones", "Runs"]) expect(panel).not.toContain(label);
});
