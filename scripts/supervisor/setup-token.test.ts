import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { systemRandom } from "@/server/platform/random";
import { makeSetupToken } from "./setup-token";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const make = (given?: string) => makeSetupToken(database.url, { given, random: systemRandom });

test("a database without an organizer gets a token, a new one at each start or the one that is given", async () => {
  const token = await make();
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(await make()).not.toBe(token);
  expect(await make("given-by-the-operator")).toBe("given-by-the-operator");
});

test("once there is an organizer there is no token", async () => {
  await database.sql`insert into users (name, email, username) values ('Ada', 'ada@example.org', 'ada')`;
  expect(await make()).toBeUndefined();
  expect(await make("given-by-the-operator")).toBeUndefined();
});
