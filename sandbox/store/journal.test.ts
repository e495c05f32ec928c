import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openJournal } from "./journal";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "journal-"));
  file = path.join(folder, "sandbox", "journal.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open() {
  const lines: string[] = [];
  const journal = openJournal(file, (line) => lines.push(line));
  return { journal, lines };
}

it("lines are in the file when append returns, for its owner only, and come back in order", () => {
  const { journal, lines } = open();
  expect(lines).toEqual([]);
  journal.append("one");
  journal.append("zweité");
  expect(readFileSync(file, "utf8")).toBe("one\nzweité\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  journal.close();
  expect(open().lines).toEqual(["one", "zweité"]);
});

it("a last line cut short by a kill is dropped and doesn't spoil the next", () => {
  const first = open();
  first.journal.append("one");
  first.journal.close();
  appendFileSync(file, '{"half":');
  const second = open();
  expect(second.lines).toEqual(["one"]);
  second.journal.append("two");
  second.journal.close();
  expect(open().lines).toEqual(["one", "two"]);
});

it("replacing leaves the new lines, and appending goes on after them", () => {
  const { journal } = open();
  journal.append("one");
  journal.replace(["a", "b"]);
  journal.append("c");
  expect(journal.byteLength).toBe(6);
  journal.close();
  expect(open().lines).toEqual(["a", "b", "c"]);
});
