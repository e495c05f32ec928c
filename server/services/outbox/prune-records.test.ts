import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { idempotentAnswers, outbox } from "@/db/schema/outbox";
import { requestCounts } from "@/db/schema/request-counts";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { pruneRecords } from "./prune-records";

let database: TestDatabase;
let ctx: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  ctx = createTestContext(database);
});

const hour = 3_600_000;
const ago = (milliseconds: number) => new Date(ctx.clock.now().getTime() - milliseconds);

async function event(columns: Partial<typeof outbox.$inferInsert>): Promise<void> {
  const createdAt = ago(1000 * hour);
  await database.db
    .insert(outbox)
    .values({ id: randomUUID(), name: "booking/created", data: {}, createdAt, ...columns });
}

async function answer(key: string, createdAt: Date): Promise<void> {
  await database.db
    .insert(idempotentAnswers)
    .values({ scope: "anonymous", key, bodyHash: "hash", answer: {}, createdAt });
}

async function eventStates(): Promise<string[]> {
  const rows = await database.db.select({ state: outbox.state }).from(outbox);
  return rows.map(({ state }) => state).sort();
}

async function answerKeys(): Promise<string[]> {
  const rows = await database.db.select({ key: idempotentAnswers.key }).from(idempotentAnswers);
  return rows.map(({ key }) => key).sort();
}

test("an event goes a week after it was sent; one that was not sent stays, however old", async () => {
  await event({ state: "sent", sentAt: ago(7 * 24 * hour) });
  await event({ state: "sent", sentAt: ago(7 * 24 * hour - 1) });
  await event({ state: "waiting" });
  await event({ state: "leased", leaseExpiresAt: ago(900 * hour) });
  await pruneRecords(ctx, 100);
  expect(await eventStates()).toEqual(["leased", "sent", "waiting"]);
});

test("the answer to a key is kept for a day", async () => {
  await answer("older", ago(24 * hour));
  await answer("younger", ago(24 * hour - 1));
  await pruneRecords(ctx, 100);
  expect(await answerKeys()).toEqual(["younger"]);
});

test("a count of requests goes when its window is over", async () => {
  await database.db.insert(requestCounts).values([
    { bucket: "over", requests: 1, endsAt: ago(0) },
    { bucket: "running", requests: 1, endsAt: ago(-1) },
  ]);
  await pruneRecords(ctx, 100);
  expect(await database.db.select().from(requestCounts)).toMatchObject([{ bucket: "running" }]);
});

test("no more of each go at once than asked for", async () => {
  for (const key of ["a", "b", "c"]) {
    await answer(key, ago(48 * hour));
    await event({ state: "sent", sentAt: ago(200 * hour) });
  }
  await pruneRecords(ctx, 2);
  expect([await eventStates(), await answerKeys()]).toMatchObject([{ length: 1 }, { length: 1 }]);
  await pruneRecords(ctx, 2);
  expect([await eventStates(), await answerKeys()]).toEqual([[], []]);
});
