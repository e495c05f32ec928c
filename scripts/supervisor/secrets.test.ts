import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemRandom } from "@/server/platform/random";
import { loadSecrets } from "./secrets";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "punctual-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

test("secrets are made once, differ between installs, and only their owner may read them", async () => {
  const first = await loadSecrets(dataDir, systemRandom);
  expect(await loadSecrets(dataDir, systemRandom)).toEqual(first);
  expect(first.twilioAccountSid).toMatch(/^AC[0-9a-f]{32}$/);
  expect(first.inngestSigningKey).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
  expect((await stat(path.join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);

  await rm(path.join(dataDir, "secrets.json"));
  const second = await loadSecrets(dataDir, systemRandom);
  for (const [name, secret] of Object.entries(second))
    expect(Object.entries(first)).not.toContainEqual([name, secret]);
});

test("a damaged file is reported and left as it is", async () => {
  const file = path.join(dataDir, "secrets.json");
  await writeFile(file, '{"databasePassword":"kept"}');
  await expect(loadSecrets(dataDir, systemRandom)).rejects.toThrow(`${file} is damaged`);
  expect(await readFile(file, "utf8")).toBe('{"databasePassword":"kept"}');
});
