import { expect, test } from "vitest";
import { keyScopes, scopeAllows } from "./key-scope";

test("a scope allows itself and what comes before it, and nothing more", () => {
  const allowed = Object.fromEntries(
    keyScopes.map((held) => [held, keyScopes.filter((needed) => scopeAllows(held, needed))]),
  );
  expect(allowed).toEqual({ read: ["read"], book: ["read", "book"], manage: ["read", "book", "manage"] });
});
