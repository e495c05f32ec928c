import { randomUUID } from "node:crypto";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { outboxLeaseMs } from "@/server/services/outbox/lease-outbox";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { meetingPoint } from "@/server/services/testing/meeting-point";
import { relayAfterCommit, relayOutbox } from "./relay";

type Sent = { id: string; name: string; data: unknown };

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

/** An engine that keeps what it is sent, batch by batch, once `answer` has let it. */
function engine(answer: (batch: Sent[]) => Promise<void> = async () => undefined) {
  const batches: Sent[][] = [];
  const send = async (batch: Sent[]) => {
    await answer(batch);
    batches.push(batch);
  };
  return { client: { send } as unknown as Inngest, batches };
}

const down = () => engine(async () => Promise.reject(new Error("connect ECONNREFUSED")));

async function write(count: number): Promise<string[]> {
  const now = ctx.clock.now().getTime();
  const rows = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    name: "booking/created",
    data: { index },
    createdAt: new Date(now - (count - index) * 1000),
  }));
  if (count > 0) await database.db.insert(outbox).values(rows);
  return rows.map(({ id }) => id);
}

async function states(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of await database.db.select({ state: outbox.state }).from(outbox)) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

describe("relaying the outbox", () => {
  test("sends what waits, oldest first, under the row's own id, and marks it sent", async () => {
    const ids = await write(3);
    const { client, batches } = engine();
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 3 });
    expect(batches).toEqual([ids.map((id, index) => ({ id, name: "booking/created", data: { index } }))]);
    expect(await states()).toEqual({ sent: 3 });
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 0 });
    expect(batches).toHaveLength(1);
  });

  test("goes on, batch by batch, until none is left", async () => {
    await write(450);
    const { client, batches } = engine();
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 450 });
    expect(batches.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(new Set(batches.flat().map(({ id }) => id)).size).toBe(450);
  });

  test("with ids leaves the others to wait", async () => {
    const ids = await write(3);
    const { client, batches } = engine();
    expect(await relayOutbox(client, ctx, [ids[1]!])).toEqual({ sent: 1 });
    expect(batches.flat().map(({ id }) => id)).toEqual([ids[1]]);
    expect(await states()).toEqual({ sent: 1, waiting: 2 });
  });

  test("while the engine is down throws and gives all back, to be sent by the next relay", async () => {
    await write(2);
    await expect(relayOutbox(down().client, ctx)).rejects.toThrow("ECONNREFUSED");
    expect(await states()).toEqual({ waiting: 2 });
    const { client, batches } = engine();
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 2 });
    expect(batches.flat()).toHaveLength(2);
  });

  test("keeps what was sent before the engine went down", async () => {
    await write(250);
    let calls = 0;
    const failing = engine(async () => {
      calls += 1;
      if (calls === 2) throw new Error("gone");
    });
    await expect(relayOutbox(failing.client, ctx)).rejects.toThrow("gone");
    expect(await states()).toEqual({ sent: 200, waiting: 50 });
  });

  test("twice at once loses nothing and sends nothing twice", async () => {
    const ids = await write(450);
    const both = meetingPoint(2);
    const { client, batches } = engine(both);
    const reports = await Promise.all([relayOutbox(client, ctx), relayOutbox(client, ctx)]);
    expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(450);
    expect(
      batches
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    expect(await states()).toEqual({ sent: 450 });
  });

  test("takes over what a dead relay had leased, under the same ids", async () => {
    const ids = await write(2);
    const arrived = meetingPoint(2);
    const hanging = engine(async () => {
      await arrived();
      throw new Error("too late");
    });
    const dead = relayOutbox(hanging.client, ctx).catch((error: Error) => error.message);
    await vi.waitFor(async () => expect(await states()).toEqual({ leased: 2 }));
    const { client, batches } = engine();
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 0 });
    ctx.clock.advance(outboxLeaseMs);
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 2 });
    expect(batches.flat().map(({ id }) => id)).toEqual(ids);
    void arrived();
    expect(await dead).toBe("too late");
    expect(await states()).toEqual({ sent: 2 });
  });
});

describe("relaying after commits", () => {
  test("sends a commit's events at once, and no others", async () => {
    const ids = await write(3);
    const { client, batches } = engine();
    relayAfterCommit(client, ctx)([ids[2]!]);
    await vi.waitFor(async () => expect(await states()).toEqual({ sent: 1, waiting: 2 }));
    expect(batches.flat().map(({ id }) => id)).toEqual([ids[2]]);
  });

  test("sends those of commits that come during a send together in the next one", async () => {
    const ids = await write(6);
    const firstMayEnd = meetingPoint(2);
    const { client, batches } = engine(firstMayEnd);
    const onCommitted = relayAfterCommit(client, ctx);
    onCommitted([ids[0]!]);
    await vi.waitFor(async () => expect(await states()).toEqual({ leased: 1, waiting: 5 }));
    for (const id of ids.slice(1)) onCommitted([id]);
    void firstMayEnd();
    await vi.waitFor(async () => expect(await states()).toEqual({ sent: 6 }));
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[ids[0]], ids.slice(1)]);
  });

  test("never throws, warns, and leaves what the engine refused to the next relay", async () => {
    const [first, second] = await write(2);
    const warn = vi.spyOn(ctx.logger, "warn");
    let isDown = true;
    const { client } = engine(async () => {
      if (isDown) throw new Error("connect ECONNREFUSED");
    });
    const onCommitted = relayAfterCommit(client, ctx);
    expect(onCommitted([first!])).toBeUndefined();
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    expect(await states()).toEqual({ waiting: 2 });
    isDown = false;
    onCommitted([second!]);
    await vi.waitFor(async () => expect(await states()).toEqual({ sent: 1, waiting: 1 }));
    expect(await relayOutbox(client, ctx)).toEqual({ sent: 1 });
  });

  test("survives that the database can't be reached", async () => {
    const warn = vi.spyOn(ctx.logger, "warn");
    const transaction = vi.spyOn(ctx.db, "transaction").mockRejectedValueOnce(new Error("terminated"));
    const ids = await write(1);
    const { client } = engine();
    const onCommitted = relayAfterCommit(client, ctx);
    onCommitted(ids);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    transaction.mockRestore();
    onCommitted(ids);
    await vi.waitFor(async () => expect(await states()).toEqual({ sent: 1 }));
  });
});
