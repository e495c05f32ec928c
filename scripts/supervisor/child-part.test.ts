import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFreePort } from "@/db/embedded/free-port";
import { type ChildPartOptions, childPart } from "./child-part";
import { RotatingLog } from "./rotating-log";

let folder: string;
let log: RotatingLog;
let options: ChildPartOptions;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "punctual-child-"));
  log = new RotatingLog(folder);
  const port = await findFreePort();
  options = {
    name: "Part",
    root: path.resolve(import.meta.dirname, "../.."),
    args: [],
    environment: { ...process.env, PART_PORT: String(port) },
    healthUrl: `http://127.0.0.1:${port}/health`,
    log,
  };
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

const never = new AbortController().signal;
const server = (status: number, more = "") => `
  const { createServer } = require("node:http");
  createServer(({ url }, answer) => url === "/end" ? process.exit(7) : answer.writeHead(${status}).end("how it is"))
    .listen(process.env.PART_PORT, "127.0.0.1", () => console.log("listening"));
  ${more}`;
const launch = (source: string, more: Partial<ChildPartOptions> = {}) =>
  childPart({ ...options, ...more, args: ["-e", source] }).launch(never);

test("a part has started when its health is good; what it says is in the log", async () => {
  const running = await launch(server(200));
  expect((await fetch(options.healthUrl)).status).toBe(200);
  await running.stop();
  expect(readFileSync(log.file, "utf8")).toContain("listening");
});

test("a part that may serve before all is well counts as started then", async () => {
  const running = await launch(server(503), { isServing: (status) => status === 503 });
  await running.stop();
});

test("a part that ends instead of starting is an error with its last lines", async () => {
  await expect(launch('console.error("no such table"); process.exit(3)')).rejects.toThrow(
    /the process ended\. Its last lines:\n.*no such table/s,
  );
});

test("a part that can't be ready is ended when its start is broken off", async () => {
  const breaker = new AbortController();
  const part = childPart({
    ...options,
    args: ["-e", server(500, 'process.on("exit", () => console.log("gone"))')],
  });
  const start = part.launch(breaker.signal);
  breaker.abort();
  await expect(start).rejects.toThrow("broken off");
});

test("an end that nobody asked for is told", async () => {
  const running = await launch(server(200));
  await fetch(new URL("/end", options.healthUrl)).catch(() => undefined);
  expect(await running.exited).toBe("it ended with exit code 7.");
});
