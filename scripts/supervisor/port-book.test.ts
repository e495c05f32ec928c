import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PortBook } from "./port-book";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "punctual-ports-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

test("a part keeps its port over restarts, and no two parts share one", async () => {
  const book = await PortBook.open(dataDir);
  const engine = await book.choose("engine");
  const sandbox = await book.choose("sandboxHttp");
  expect(sandbox).not.toBe(engine);
  const reopened = await PortBook.open(dataDir);
  expect(await reopened.choose("engine")).toBe(engine);
  expect(await reopened.choose("sandboxHttp")).toBe(sandbox);
});

test("a port that another program took is given up for a new one, which is kept then", async () => {
  const taken = await (await PortBook.open(dataDir)).choose("engine");
  const other = createServer().listen(taken, "127.0.0.1");
  await once(other, "listening");
  const moved = await (await PortBook.open(dataDir)).choose("engine");
  expect(moved).not.toBe(taken);
  other.close();
  await once(other, "close");
  expect(await (await PortBook.open(dataDir)).choose("engine")).toBe(moved);
});

test("a damaged book is begun anew", async () => {
  await writeFile(path.join(dataDir, "ports.json"), '{"engine": "soon"');
  expect(await (await PortBook.open(dataDir)).choose("engine")).toBeGreaterThan(1024);
});
