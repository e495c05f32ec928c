import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { countRequest } from "./count-request";

let database: TestDatabase;
let ctx: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database);
});
afterAll(() => database.close());

const count = (bucket: string) => countRequest(ctx, { bucket, limit: 2, windowSeconds: 60 });

test("a limit's requests are within it, the next is not, and the count begins anew after its window", async () => {
  expect(await count("a")).toEqual({ limit: 2, remaining: 1, resetSeconds: 60, isExceeded: false });
  ctx.clock.advance(59_500);
  expect(await count("a")).toEqual({ limit: 2, remaining: 0, resetSeconds: 1, isExceeded: false });
  expect(await count("a")).toEqual({ limit: 2, remaining: 0, resetSeconds: 1, isExceeded: true });
  ctx.clock.advance(500);
  expect(await count("a")).toEqual({ limit: 2, remaining: 1, resetSeconds: 60, isExceeded: false });
});

test("one caller's requests are not another's", async () => {
  for (let request = 0; request < 3; request += 1) await count("b");
  expect(await count("c")).toMatchObject({ isExceeded: false });
});

test("requests at the same moment are all counted", async () => {
  const allowances = await Promise.all(
    Array.from({ length: 50 }, () => countRequest(ctx, { bucket: "d", limit: 20, windowSeconds: 60 })),
  );
  expect(allowances.filter(({ isExceeded }) => !isExceeded)).toHaveLength(20);
  expect(new Set(allowances.map(({ remaining }) => remaining)).size).toBe(20);
});
