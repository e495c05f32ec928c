import { expect, test } from "vitest";
import type { ApiVersion } from "./api-version";
import { defineRoute, nothingSchema, type RestMethod } from "./define-route";
import { findRoute } from "./find-route";

const route = (method: RestMethod, pattern: string, versions: ApiVersion[] = ["2024-08-13"]) =>
  defineRoute({
    method,
    pattern,
    versions,
    tag: "Bookings",
    access: "anyone",
    summary: "Read things",
    answer: nothingSchema,
    handle: async () => ({}),
  });

const old = route("GET", "/things", ["2024-04-15", "2024-06-11"]);
const current = route("GET", "/things", ["2024-08-13", "2026-02-25"]);
const one = route("GET", "/things/:uid");
const special = route("GET", "/things/default");
const nested = route("POST", "/things/:uid/parts/:part");
const routes = [old, current, one, special, nested];

const find = (method: string, path: string, version: string | null = null) =>
  findRoute(routes, { method, path, version });

test("a version gets the shape that serves it, and none gets the newest", () => {
  expect(find("GET", "/things", "2024-06-11").route).toBe(old);
  expect(find("GET", "/things", "2024-08-13").route).toBe(current);
  expect(find("GET", "/things").route).toBe(current);
});

test("a literal segment wins over a parameter, whatever the order", () => {
  expect(find("GET", "/things/default").route).toBe(special);
  expect(find("GET", "/things/other").route).toBe(one);
});

test("parameters come decoded", () => {
  expect(find("POST", "/things/a%20b/parts/%2Fc")).toEqual({
    route: nested,
    params: { uid: "a b", part: "/c" },
  });
});

test.each(["/thing", "/things/", "/things/a/parts", "//things", "/things/%", ""])("%j is no path", (path) => {
  expect(() => find("GET", path)).toThrow(expect.objectContaining({ status: 404 }));
});

test("a method that is not served tells which are", () => {
  expect(() => find("PUT", "/things/a/parts/b")).toThrow(
    expect.objectContaining({ status: 405, headers: { Allow: "POST, OPTIONS" } }),
  );
});

test("a version that is not served tells which are, over all shapes", () => {
  expect(() => find("GET", "/things", "2024-09-04")).toThrow(
    expect.objectContaining({
      status: 404,
      details: expect.objectContaining({
        servedVersions: ["2024-04-15", "2024-06-11", "2024-08-13", "2026-02-25"],
      }),
    }),
  );
});
