import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./create-test-database";

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(() => Promise.all([first.close(), second.close()]));

test("a test database has the migrated schema", async () => {
  const tables =
    await first.sql`select table_name from information_schema.tables where table_schema = 'public'`;
  expect(tables.length).toBeGreaterThan(0);
});

test("what one test database holds, another doesn't see", async () => {
  await first.sql`create table only_here (id int)`;
  const seen = await second.sql`select to_regclass('only_here') as found`;
  expect(seen[0]?.found).toBeNull();
});

test("a closed test database is gone from the server", async () => {
  const third = await createTestDatabase();
  const name = new URL(third.url).pathname.slice(1);
  await third.close();
  expect(await first.sql`select 1 from pg_database where datname = ${name}`).toHaveLength(0);
});
