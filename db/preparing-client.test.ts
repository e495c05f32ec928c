import { sql as fragment, inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenDatabase, openDatabase, type Queryable } from "./client";
import { users } from "./schema/users";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database";

let database: TestDatabase;
let unprepared: OpenDatabase;

beforeAll(async () => {
  // One connection: what is prepared on it is what is looked at.
  database = await createTestDatabase({ maxConnections: 1 });
  unprepared = openDatabase(`${database.url}?prepare=false`, { maxConnections: 1 });
});
afterAll(async () => {
  await unprepared.close();
  await database.close();
});

async function countPrepared(db: Queryable, text: string): Promise<number> {
  const rows = await db.execute<{ statement: string }>(
    fragment`select statement from pg_prepared_statements`,
  );
  return rows.filter(({ statement }) => statement.includes(text)).length;
}

test("a statement is planned once on its connection, whatever its values are", async () => {
  await database.db.execute(fragment`select ${1}::int as asked_often`);
  await database.db.execute(fragment`select ${2}::int as asked_often`);
  expect(await countPrepared(database.db, "asked_often")).toBe(1);
});

test("so are the statements of transactions, and of transactions within them", async () => {
  const prepared = await database.db.transaction(async (tx) => {
    await tx.execute(fragment`select ${1}::int as asked_outside`);
    await tx.transaction((inner) => inner.execute(fragment`select ${1}::int as asked_inside`));
    return [await countPrepared(tx, "asked_outside"), await countPrepared(tx, "asked_inside")];
  });
  expect(prepared).toEqual([1, 1]);
});

test("a long list is asked without being kept", async () => {
  const ids = Array.from({ length: 101 }, (_, index) => index);
  expect(await database.db.select().from(users).where(inArray(users.id, ids))).toEqual([]);
  expect(await countPrepared(database.db, "$101")).toBe(0);
});

test("nothing is prepared where the address says so", async () => {
  const rows = await unprepared.db.execute(fragment`select ${"one"}::text as value`);
  expect(rows[0]).toEqual({ value: "one" });
  expect(await countPrepared(unprepared.db, "value")).toBe(0);
});
