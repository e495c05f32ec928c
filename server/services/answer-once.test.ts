import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { idempotentAnswers } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { answerOnce } from "./answer-once";
import { inTransaction } from "./in-transaction";
import type { Actor } from "./service-context";
import { createTestContext, type TestContext } from "./testing/create-test-context";
import { meetingPoint } from "./testing/meeting-point";

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

type Asked = { key?: string | undefined; verb?: string; input?: unknown; actor?: Actor };

/** A request whose work answers with a number that grows with each time it is done. */
const counter = () => {
  let count = 0;
  return vi.fn(async () => {
    count += 1;
    return { uid: `b${count}` };
  });
};

function ask(work: () => Promise<unknown>, asked: Asked = {}) {
  const { verb = "booking.create", input = { slot: 1 }, actor = ctx.actor } = asked;
  const key = "key" in asked ? asked.key : "key-1";
  return inTransaction(ctx, ({ tx }) => answerOnce({ ...ctx, actor }, tx, { verb, key, input }, work));
}

const kept = () => database.db.select().from(idempotentAnswers);

describe("a request with a key", () => {
  test("is answered by the work, and its answer kept with the commit", async () => {
    expect(await ask(counter())).toEqual({ answer: { uid: "b1" }, replayed: false });
    expect(await kept()).toMatchObject([
      {
        scope: "anonymous",
        key: "key-1",
        answer: { uid: "b1" },
        bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        createdAt: ctx.clock.now(),
      },
    ]);
  });

  test("repeated gets the first answer again, and the work is not done again", async () => {
    const work = counter();
    await ask(work);
    expect(await ask(work)).toEqual({ answer: { uid: "b1" }, replayed: true });
    expect(work).toHaveBeenCalledOnce();
    expect(await kept()).toHaveLength(1);
  });

  test("is the same request whatever the order of its fields", async () => {
    const work = counter();
    await ask(work, { input: { a: 1, b: { c: 2, d: 3 } } });
    expect(await ask(work, { input: { b: { d: 3, c: 2 }, a: 1 } })).toMatchObject({ replayed: true });
  });

  test.each<[string, Asked]>([
    ["other input", { input: { slot: 2 } }],
    ["another verb", { verb: "booking.cancel" }],
  ])("used again with %s is refused, and the work is not done", async (_, other) => {
    const work = counter();
    await ask(work);
    await expect(ask(work, other)).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { field: "Idempotency-Key", reason: "idempotency_key_reused" },
    });
    expect(work).toHaveBeenCalledOnce();
    expect(await ask(work)).toMatchObject({ answer: { uid: "b1" }, replayed: true });
  });

  test("whose work failed is done again, and nothing is kept of the failure", async () => {
    const failing = async () => {
      throw new Error("taken");
    };
    await expect(ask(failing)).rejects.toThrow("taken");
    expect(await kept()).toEqual([]);
    expect(await ask(counter())).toEqual({ answer: { uid: "b1" }, replayed: false });
  });

  test("whose transaction fails after the work is done again", async () => {
    const work = counter();
    const rolledBack = inTransaction(ctx, async ({ tx }) => {
      await answerOnce(ctx, tx, { verb: "booking.create", key: "key-1", input: { slot: 1 } }, work);
      throw new Error("no commit");
    });
    await expect(rolledBack).rejects.toThrow("no commit");
    expect(await ask(work)).toEqual({ answer: { uid: "b2" }, replayed: false });
  });
});

describe("while the first request is still being answered", () => {
  /** A request that is held in its work until it is let go. */
  function held(asked?: Asked) {
    const isWorking = meetingPoint(2);
    const mayEnd = meetingPoint(2);
    const first = ask(async () => {
      void isWorking();
      await mayEnd();
      return { uid: "first" };
    }, asked);
    return { first, whenWorking: isWorking, letGo: () => void mayEnd() };
  }

  test("the same key is told to come again, at once, and later gets the first answer", async () => {
    const { first, whenWorking, letGo } = held();
    await whenWorking();
    const work = counter();
    await expect(ask(work)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "idempotency_key_in_progress", retryAfterSeconds: 1 },
    });
    letGo();
    expect(await first).toEqual({ answer: { uid: "first" }, replayed: false });
    expect(await ask(work)).toEqual({ answer: { uid: "first" }, replayed: true });
    expect(work).not.toHaveBeenCalled();
  });

  test("another key, and another credential's same key, are answered", async () => {
    const { first, whenWorking, letGo } = held();
    await whenWorking();
    expect(await ask(counter(), { key: "key-2" })).toMatchObject({ replayed: false });
    const actor = { kind: "api_key", keyId: 1, userId: 1, scope: "book" } as const;
    expect(await ask(counter(), { actor })).toMatchObject({ replayed: false });
    letGo();
    await first;
  });
});

test("of many equal requests at once one does the work, and none gets another answer", async () => {
  const work = counter();
  const settled = await Promise.allSettled(Array.from({ length: 8 }, () => ask(work)));
  expect(work).toHaveBeenCalledOnce();
  for (const result of settled) {
    if (result.status === "fulfilled") expect(result.value.answer).toEqual({ uid: "b1" });
    else expect(result.reason).toMatchObject({ code: "CONFLICT" });
  }
});

test("a key belongs to the credential that used it", async () => {
  const work = counter();
  const actors: Actor[] = [
    { kind: "anonymous" },
    { kind: "api_key", keyId: 1, userId: 1, scope: "book" },
    { kind: "api_key", keyId: 2, userId: 1, scope: "book" },
    { kind: "organizer", userId: 1 },
    { kind: "organizer", userId: 2 },
  ];
  for (const actor of actors) expect(await ask(work, { actor })).toMatchObject({ replayed: false });
  expect(new Set((await kept()).map(({ scope }) => scope)).size).toBe(actors.length);
  for (const [index, actor] of actors.entries()) {
    expect(await ask(work, { actor })).toEqual({ answer: { uid: `b${index + 1}` }, replayed: true });
  }
});

test("a request without a key is done each time, and nothing is kept", async () => {
  const work = counter();
  expect(await ask(work, { key: undefined })).toEqual({ answer: { uid: "b1" }, replayed: false });
  expect(await ask(work, { key: undefined })).toEqual({ answer: { uid: "b2" }, replayed: false });
  expect(await kept()).toEqual([]);
});
