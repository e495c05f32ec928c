import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { users } from "@/db/schema/users";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedOrganizer } from "@/db/testing/seed-organizer";
import { inTransaction, type UnitOfWork } from "./in-transaction";
import { createTestContext, type TestContext } from "./testing/create-test-context";
import { meetingPoint } from "./testing/meeting-point";

let database: TestDatabase;
let ctx: TestContext;
let mira: SeededOrganizer;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ctx = createTestContext(database);
});

const created = { bookingId: 7, ownerId: 1 };
const events = () => database.db.select().from(outbox);

async function rename({ tx }: UnitOfWork, name: string, { id }: { id: number } = mira): Promise<void> {
  await tx.update(users).set({ name }).where(eq(users.id, id));
}

async function nameOf({ id }: { id: number } = mira): Promise<string | undefined> {
  const [user] = await database.db.select({ name: users.name }).from(users).where(eq(users.id, id));
  return user?.name;
}

const fail = ({ tx }: UnitOfWork, code: string) =>
  tx.execute(sql.raw(`do $$ begin raise exception 'injected' using errcode = '${code}'; end $$`));

describe("a transaction that commits", () => {
  test("keeps its changes together with its events, and returns what the work returned", async () => {
    const result = await inTransaction(ctx, async (unit) => {
      await rename(unit, "Mira H.");
      unit.emit("booking/created", created);
      return "done";
    });
    expect([result, await nameOf()]).toEqual(["done", "Mira H."]);
    expect(await events()).toMatchObject([
      {
        name: "booking/created",
        data: { ...created, requestId: "test-request" },
        state: "waiting",
        createdAt: ctx.clock.now(),
      },
    ]);
  });

  test("reports its events in the order in which they were emitted, once others can see them", async () => {
    const seen: Promise<{ id: string }[]>[] = [];
    const reported: string[][] = [];
    const onCommitted = (ids: readonly string[]) => {
      reported.push([...ids]);
      seen.push(database.db.select({ id: outbox.id }).from(outbox));
    };
    await inTransaction({ ...ctx, onCommitted }, async ({ emit }) => {
      emit("booking/created", created);
      emit("booking/cancelled", created);
      expect(reported).toEqual([]);
    });
    const names = new Map((await events()).map(({ id, name }) => [id, name]));
    expect(reported.map((ids) => ids.map((id) => names.get(id)))).toEqual([
      ["booking/created", "booking/cancelled"],
    ]);
    expect(await seen[0]).toHaveLength(2);
  });

  test("without events reports nothing", async () => {
    const onCommitted = vi.fn();
    await inTransaction({ ...ctx, onCommitted }, (unit) => rename(unit, "Mira H."));
    expect(onCommitted).not.toHaveBeenCalled();
  });

  test("reads what others have committed meanwhile", async () => {
    const isolation = await inTransaction(ctx, async ({ tx }) =>
      tx.execute<{ transaction_isolation: string }>(sql`show transaction_isolation`),
    );
    expect(isolation[0]?.transaction_isolation).toBe("read committed");
  });
});

describe("a transaction that fails", () => {
  test("leaves neither changes nor events, and reports nothing", async () => {
    const onCommitted = vi.fn();
    const work = inTransaction({ ...ctx, onCommitted }, async (unit) => {
      await rename(unit, "Mira H.");
      unit.emit("booking/created", created);
      throw new Error("changed our mind");
    });
    await expect(work).rejects.toThrow("changed our mind");
    expect([await nameOf(), await events()]).toEqual(["Mira Holt", []]);
    expect(onCommitted).not.toHaveBeenCalled();
  });

  test("because an event can't be written leaves no changes either", async () => {
    const id = ctx.random.uuid();
    await database.db.insert(outbox).values({ id, name: "x", data: {}, createdAt: ctx.clock.now() });
    const random = { ...ctx.random, uuid: () => id };
    const work = inTransaction({ ...ctx, random }, async (unit) => {
      await rename(unit, "Mira H.");
      unit.emit("booking/created", created);
    });
    await expect(work).rejects.toMatchObject({ cause: { constraint_name: "outbox_pkey" } });
    expect(await nameOf()).toBe("Mira Holt");
  });

  test.each(["23505", "23P01", "57014"])("with %s is not tried again", async (code) => {
    const work = vi.fn((unit: UnitOfWork) => fail(unit, code));
    await expect(inTransaction(ctx, work)).rejects.toMatchObject({ cause: { code } });
    expect(work).toHaveBeenCalledOnce();
  });
});

describe.each(["40001", "40P01"])("a transaction that Postgres ends with %s", (code) => {
  test("is tried again from the start, and only the try that commits leaves anything", async () => {
    let tries = 0;
    await inTransaction(ctx, async (unit) => {
      tries += 1;
      expect(await nameOf()).toBe("Mira Holt");
      await rename(unit, `Mira ${tries}`);
      unit.emit("booking/created", { ...created, bookingId: tries });
      if (tries < 3) await fail(unit, code);
    });
    expect([tries, await nameOf()]).toEqual([3, "Mira 3"]);
    const rows = await events();
    expect(rows).toMatchObject([{ data: { bookingId: 3 } }]);
    expect(ctx.committedIds).toEqual([rows[0]?.id]);
  });

  test("five times is given up with the error", async () => {
    const work = vi.fn((unit: UnitOfWork) => fail(unit, code));
    await expect(inTransaction(ctx, work)).rejects.toMatchObject({ cause: { code } });
    expect(work).toHaveBeenCalledTimes(5);
    expect(ctx.committedIds).toEqual([]);
  });
});

test("two transactions that block each other both take effect, one of them on its second try", async () => {
  const noa = await seedOrganizer(database.db, { username: "noa" });
  const bothHoldOne = meetingPoint(2);
  let tries = 0;
  const renameBoth = (first: SeededOrganizer, second: SeededOrganizer, name: string) =>
    inTransaction(ctx, async (unit) => {
      tries += 1;
      await unit.tx.execute(sql`set local deadlock_timeout = '20ms'`);
      await rename(unit, `${first.username} ${name}`, first);
      await bothHoldOne();
      await rename(unit, `${second.username} ${name}`, second);
      unit.emit("booking/created", created);
    });
  await Promise.all([renameBoth(mira, noa, "A"), renameBoth(noa, mira, "B")]);
  expect(tries).toBe(3);
  expect(await events()).toHaveLength(2);
  const names = [await nameOf(mira), await nameOf(noa)].join(", ");
  expect(["mira A, noa A", "mira B, noa B"]).toContain(names);
});
