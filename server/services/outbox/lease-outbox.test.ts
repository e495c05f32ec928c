import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import {
  leaseOutbox,
  markOutboxSent,
  oldestUnsentSeconds,
  outboxLeaseMs,
  returnOutbox,
} from "./lease-outbox";

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

/** Writes as many events, each a second younger than the one before; returns their ids, oldest first. */
async function write(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    name: "booking/created",
    data: { index },
    createdAt: new Date(ctx.clock.now().getTime() - (count - index) * 1000),
  }));
  await database.db.insert(outbox).values([...rows].reverse());
  return rows.map(({ id }) => id);
}

async function row(id: string) {
  const [found] = await database.db.select().from(outbox).where(eq(outbox.id, id));
  return found;
}

const lease = async (options: Parameters<typeof leaseOutbox>[1] = { limit: 10 }) =>
  (await leaseOutbox(ctx, options)).map(({ id }) => id);

describe("leasing events", () => {
  test("takes the oldest first, no more than asked for, for fifteen seconds", async () => {
    const ids = await write(3);
    expect(await leaseOutbox(ctx, { limit: 2 })).toMatchObject([
      { id: ids[0], name: "booking/created", data: { index: 0 } },
      { id: ids[1], data: { index: 1 } },
    ]);
    expect(await row(ids[0]!)).toMatchObject({
      state: "leased",
      sendCount: 1,
      leaseExpiresAt: new Date(ctx.clock.now().getTime() + 15_000),
      sentAt: null,
    });
    expect(await row(ids[2]!)).toMatchObject({ state: "waiting", sendCount: 0 });
  });

  test("takes none that another holds", async () => {
    const ids = await write(2);
    await lease({ limit: 1 });
    expect(await lease()).toEqual([ids[1]]);
    expect(await lease()).toEqual([]);
  });

  test("with ids takes only those", async () => {
    const ids = await write(3);
    expect(await lease({ limit: 10, ids: [ids[2]!, ids[1]!] })).toEqual([ids[1], ids[2]]);
    expect(await lease({ limit: 10, ids: [] })).toEqual([]);
    expect(await row(ids[0]!)).toMatchObject({ state: "waiting" });
  });

  test("by several at once gives each event to one of them", async () => {
    const ids = await write(30);
    const leases = await Promise.all([1, 2, 3, 4, 5].map(() => lease({ limit: 10 })));
    const taken = leases.flat();
    expect(new Set(taken).size).toBe(taken.length);
    expect([...taken, ...(await lease({ limit: 30 }))].sort()).toEqual([...ids].sort());
  });

  test("takes over from a holder whose lease has run out, and counts that", async () => {
    const [id] = await write(1);
    await lease();
    ctx.clock.advance(outboxLeaseMs - 1);
    expect(await lease()).toEqual([]);
    ctx.clock.advance(1);
    expect(await lease()).toEqual([id]);
    expect(await row(id!)).toMatchObject({
      sendCount: 2,
      leaseExpiresAt: new Date(ctx.clock.now().getTime() + outboxLeaseMs),
    });
  });
});

describe("ending a lease", () => {
  test("as sent takes the event out of the way for good", async () => {
    const [id] = await write(1);
    await lease();
    await markOutboxSent(ctx, [id!]);
    expect(await row(id!)).toMatchObject({
      state: "sent",
      sentAt: ctx.clock.now(),
      leaseExpiresAt: null,
    });
    ctx.clock.advance(24 * 3_600_000);
    expect(await lease()).toEqual([]);
  });

  test("by giving the event back lets the next one take it at once", async () => {
    const [id] = await write(1);
    await lease();
    await returnOutbox(ctx, [id!]);
    expect(await row(id!)).toMatchObject({ state: "waiting", leaseExpiresAt: null });
    expect(await lease()).toEqual([id]);
  });

  test("that was never taken changes nothing", async () => {
    const [id] = await write(1);
    await markOutboxSent(ctx, [id!]);
    expect(await row(id!)).toMatchObject({ state: "waiting", sentAt: null });
  });

  test.each([
    ["marks it sent", markOutboxSent],
    ["gives it back", returnOutbox],
  ])("after the new holder marked it sent changes nothing: the old one %s", async (_, end) => {
    const [id] = await write(1);
    await lease();
    ctx.clock.advance(outboxLeaseMs);
    await lease();
    await markOutboxSent(ctx, [id!]);
    const sent = await row(id!);
    ctx.clock.advance(1000);
    await end(ctx, [id!]);
    expect(await row(id!)).toEqual(sent);
  });

  test("of no events asks nothing of the database", async () => {
    const unreachable = { ...ctx, db: null as unknown as TestContext["db"] };
    await expect(markOutboxSent(unreachable, [])).resolves.toBeUndefined();
    await expect(returnOutbox(unreachable, [])).resolves.toBeUndefined();
  });
});

describe("the age of the oldest unsent event", () => {
  test("is nothing when all are sent", async () => {
    expect(await oldestUnsentSeconds(ctx)).toBeNull();
    const ids = await write(1);
    await lease();
    await markOutboxSent(ctx, ids);
    expect(await oldestUnsentSeconds(ctx)).toBeNull();
  });

  test("is told in seconds, also of one that is leased", async () => {
    await write(3);
    expect(await oldestUnsentSeconds(ctx)).toBe(3);
    await lease({ limit: 1 });
    ctx.clock.advance(500);
    expect(await oldestUnsentSeconds(ctx)).toBe(3.5);
  });

  test("is never negative, whatever the clock did", async () => {
    await write(1);
    ctx.clock.advance(-60_000);
    expect(await oldestUnsentSeconds(ctx)).toBe(0);
  });
});
