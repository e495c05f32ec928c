import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources } from "./source-hash";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "punctual-sources-"));
  await mkdir(path.join(root, "app", "(booking)", "[username]"), { recursive: true });
  await writeFile(path.join(root, "app", "(booking)", "[username]", "page.tsx"), "one");
  await writeFile(path.join(root, "next.config.ts"), "export default {};");
});
afterEach(() => rm(root, { recursive: true }));

test.each([
  ["a page's content", "app/(booking)/[username]/page.tsx", "two"],
  ["a new file", "server/services/book.ts", ""],
  ["the build's configuration", "next.config.ts", "export default { reactStrictMode: true };"],
  ["the locked packages", "package-lock.json", "{}"],
])("%s changes the hash", async (_what, file, content) => {
  const before = await hashSources(root);
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
  expect(await hashSources(root)).not.toBe(before);
});

test.each([
  ["a test", "app/page.test.tsx"],
  ["a document", "README.md"],
  ["a program that isn't built", "sandbox/main.ts"],
  ["the embedded engine", "inngest/engine/main.ts"],
  ["what an earlier build left", ".next/trace"],
])("%s leaves the hash alone", async (_what, file) => {
  const before = await hashSources(root);
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), "anything");
  expect(await hashSources(root)).toBe(before);
});

test("the same sources in another folder, written at another time, have the same hash", async () => {
  const copy = `${root}-copy`;
  await cp(root, copy, { recursive: true });
  expect(await hashSources(copy)).toBe(await hashSources(root));
  await rm(copy, { recursive: true });
});
