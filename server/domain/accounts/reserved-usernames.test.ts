import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isReservedUsername } from "./reserved-usernames";

const app = path.resolve(import.meta.dirname, "../../../app");

/** The first segments of the application's paths, looked for through folders in brackets, which make none. */
function firstSegments(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith("_") || entry.name.startsWith("[")) return [];
    return entry.name.startsWith("(") ? firstSegments(path.join(folder, entry.name)) : [entry.name];
  });
}

test("no organizer's page can lie where a page of the product does", () => {
  const segments = firstSegments(app);
  expect(segments).toContain("booking");
  expect(segments.filter((segment) => !isReservedUsername(segment))).toEqual([]);
});

test("case and space around it don't matter, and other names are free", () => {
  expect(isReservedUsername(" API ")).toBe(true);
  expect(isReservedUsername("maya")).toBe(false);
});
