import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RotatingLog } from "./rotating-log";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "punctual-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const linesOf = (file: string) => readFileSync(path.join(folder, file), "utf8").trimEnd().split("\n");

test("JSON lines are kept as they are, and others become the message of one", () => {
  const log = new RotatingLog(folder);
  log.write("Sandbox", '{"level":"info","msg":"ready"}');
  log.write("postgres", "LOG:  database system is ready");
  log.write("Application", "");
  log.close();
  const [first, second, ...more] = linesOf("punctual.log");
  expect(first).toBe('{"level":"info","msg":"ready"}');
  expect(JSON.parse(String(second))).toMatchObject({
    name: "postgres",
    msg: "LOG:  database system is ready",
  });
  expect(more).toEqual([]);
});

test("a full file is set aside and the oldest deleted, so that the size stays bounded", () => {
  const log = new RotatingLog(folder, { maxBytes: 100, keptFiles: 3 });
  for (let number = 1; number <= 50; number += 1)
    log.write("any", JSON.stringify({ number, pad: "x".repeat(20) }));
  log.close();
  expect(readdirSync(folder).sort()).toEqual(["punctual.1.log", "punctual.2.log", "punctual.log"]);
  for (const file of readdirSync(folder))
    expect(statSync(path.join(folder, file)).size).toBeLessThanOrEqual(100);
  const kept = ["punctual.2.log", "punctual.1.log", "punctual.log"].flatMap(linesOf);
  const numbers = kept.map((line) => JSON.parse(line).number);
  expect(numbers).toEqual(numbers.map((_, index) => 50 - numbers.length + 1 + index));
});

test("a log that is opened again goes on where it was", () => {
  const write = (text: string) => {
    const log = new RotatingLog(folder, { maxBytes: 60 });
    log.write("any", text);
    log.close();
  };
  write('{"msg":"one"}');
  write('{"msg":"two"}');
  expect(linesOf("punctual.log")).toEqual(['{"msg":"one"}', '{"msg":"two"}']);
  write(`{"msg":"${"x".repeat(40)}"}`);
  expect(linesOf("punctual.1.log")).toHaveLength(2);
});

test("only its owner may read the log", () => {
  new RotatingLog(folder).close();
  expect(statSync(path.join(folder, "punctual.log")).mode & 0o777).toBe(0o600);
});
