import { describe, expect, test } from "vitest";
import { z } from "zod";
import { v2Routes } from "./v2-routes";

const named = v2Routes.map((route) => ({ ...route, name: `${route.method} ${route.pattern}` }));

describe.each(named)("$name", (route) => {
  test("says what it answers with", () => {
    expect(route.answer).toBeInstanceOf(z.ZodType);
    expect(["unknown", "any"]).not.toContain(route.answer.type);
  });

  test("has an example that its own schemas take", () => {
    if (route.body) expect(route.body.safeParse(route.example.body ?? {}).error).toBeUndefined();
    if (route.query) expect(route.query.safeParse(route.example.query ?? {}).error).toBeUndefined();
  });
});

test("no two routes serve the same operation in the same version", () => {
  const served = v2Routes.flatMap(({ method, pattern, versions }) =>
    versions.map((version) => `${method} ${pattern.replaceAll(/:\w+/g, ":")} ${version}`),
  );
  expect(new Set(served).size).toBe(served.length);
});
