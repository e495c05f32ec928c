import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { messageStates } from "@/server/domain/workflows/message-state";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { claimMessage } from "./claim-message";
import { lookAfterMessages } from "./look-after-messages";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const lookAfter = (limit = 100) => lookAfterMessages(ledger.ctx, limit);
const nothing = { armed: 0, skipped: 0, unanswered: 0, toLookUp: [] };
const minute = 60_000;

describe("looking after what is to be armed", () => {
  test("arms a planned message whose booking's run never came", async () => {
    const { id } = await ledger.add({ nextLookAt: ledger.secondsFromNow(30) });
    ledger.ctx.clock.advance(29_999);
    expect(await lookAfter()).toEqual(nothing);
    ledger.ctx.clock.advance(1);
    expect(await lookAfter()).toEqual({ ...nothing, armed: 1 });
    expect(await ledger.message(id)).toMatchObject({ state: "armed", generation: 1 });
    expect(await ledger.events()).toMatchObject([
      { name: "message/due", data: { messageId: id, generation: 1 } },
    ]);
  });

  test("has the engine sleep on a message that comes within the horizon", async () => {
    const dueAt = ledger.secondsFromNow(3600);
    const { id } = await ledger.add({ dueAt, nextLookAt: ledger.ctx.clock.now() });
    await lookAfter();
    expect(await ledger.events()).toMatchObject([
      { name: "message/armed", data: { messageId: id, generation: 1, dueAt: dueAt.toISOString() } },
    ]);
    expect((await ledger.message(id)).nextLookAt).toEqual(ledger.secondsFromNow(3600 + 600));
  });
});

describe("looking after an armed message that got lost", () => {
  test("arms it anew ten minutes after it was due, and not before", async () => {
    const { messageId } = await ledger.armed({ dueAt: ledger.secondsFromNow(3600) });
    ledger.ctx.clock.advance(70 * minute - 1);
    expect(await lookAfter()).toEqual(nothing);
    ledger.ctx.clock.advance(1);
    expect(await lookAfter()).toEqual({ ...nothing, armed: 1 });
    expect(await ledger.message(messageId)).toMatchObject({
      state: "armed",
      generation: 2,
      nextLookAt: ledger.secondsFromNow(600),
    });
    const again = (await ledger.events()).filter(({ data }) => data.generation === 2);
    expect(again).toMatchObject([{ name: "message/due", data: { messageId } }]);
  });

  test("leaves nothing for the run of the generation before to claim", async () => {
    const lost = await ledger.armed();
    ledger.ctx.clock.advance(10 * minute);
    await lookAfter();
    expect(await claimMessage(ledger.ctx, lost)).toEqual({ kind: "not_claimable" });
    expect(await claimMessage(ledger.ctx, { ...lost, generation: 2 })).toMatchObject({ kind: "claimed" });
  });

  test("takes no more than it is told to, those longest overdue first", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const nextLookAt = ledger.secondsFromNow(60 - index);
      ids.push((await ledger.add({ state: "armed", nextLookAt })).id);
    }
    ledger.ctx.clock.advance(minute);
    const anew = async () => {
      const rows = await database.db.select().from(messages).where(eq(messages.generation, 2));
      return rows.map(({ id }) => id).sort();
    };
    expect(await lookAfter(2)).toMatchObject({ armed: 2 });
    expect(await anew()).toEqual([ids[4], ids[3]].sort());
    expect(await lookAfter(2)).toMatchObject({ armed: 2 });
    expect(await anew()).toEqual(ids.slice(1).sort());
    expect(await lookAfter(2)).toMatchObject({ armed: 1 });
    expect(await lookAfter(2)).toEqual(nothing);
    expect(await ledger.events()).toHaveLength(5);
  });

  test("several times at once arms it once", async () => {
    for (let index = 0; index < 6; index += 1) await ledger.add({ state: "armed" });
    ledger.ctx.clock.advance(10 * minute);
    const reports = await Promise.all([lookAfter(), lookAfter(), lookAfter()]);
    expect(reports.reduce((sum, { armed }) => sum + armed, 0)).toBe(6);
    const rows = await database.db.select({ generation: messages.generation }).from(messages);
    expect(rows.every(({ generation }) => generation === 2)).toBe(true);
    expect(await ledger.events()).toHaveLength(6);
  });

  test("passes over one that is being taken at this moment, without waiting", async () => {
    const taken = await ledger.add({ state: "armed" });
    const free = await ledger.add({ state: "armed" });
    ledger.ctx.clock.advance(10 * minute);
    await database.db.transaction(async (tx) => {
      // So that whoever does wait for this transaction waits for seconds only.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '3s'`);
      await tx.select().from(messages).where(eq(messages.id, taken.id)).for("update");
      expect(await lookAfter()).toEqual({ ...nothing, armed: 1 });
    });
    expect((await ledger.message(taken.id)).generation).toBe(1);
    expect((await ledger.message(free.id)).generation).toBe(2);
  });

  test("arms a refused one anew once the engine has missed its next try for ten minutes", async () => {
    ledger.providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20429" });
    const { messageId } = await ledger.sent();
    ledger.ctx.clock.advance(5_000 + 10 * minute - 1);
    expect(await lookAfter()).toEqual(nothing);
    ledger.ctx.clock.advance(1);
    expect(await lookAfter()).toEqual({ ...nothing, armed: 1 });
    expect(await ledger.message(messageId)).toMatchObject({
      state: "armed",
      generation: 2,
      nextAttemptAt: null,
    });
  });
});

describe("looking after what is no longer of use", () => {
  test.each(["planned", "armed", "retrying"] as const)("skips what is %s as too late", async (state) => {
    const { id } = await ledger.add({ state, relevantUntilAt: ledger.secondsFromNow(20 * 60) });
    ledger.ctx.clock.advance(20 * minute);
    expect(await lookAfter()).toEqual({ ...nothing, skipped: 1 });
    expect(await ledger.message(id)).toMatchObject({
      state: "skipped",
      reason: "too_late",
      nextLookAt: null,
      nextAttemptAt: null,
    });
    expect(await ledger.events()).toEqual([]);
  });

  test("doesn't call off what is being sent", async () => {
    const { messageId } = await ledger.claimed({ relevantUntilAt: ledger.secondsFromNow(1) });
    ledger.ctx.clock.advance(45_000);
    expect(await lookAfter()).toMatchObject({ skipped: 0, unanswered: 1 });
    expect((await ledger.message(messageId)).state).toBe("reconciling");
  });
});

describe("looking after what is being sent", () => {
  test("calls it unanswered when the lease has run out, and not before", async () => {
    const { messageId } = await ledger.claimed();
    ledger.ctx.clock.advance(44_999);
    expect(await lookAfter()).toEqual(nothing);
    ledger.ctx.clock.advance(1);
    expect(await lookAfter()).toEqual({ ...nothing, unanswered: 1 });
    expect(await ledger.message(messageId)).toMatchObject({
      state: "reconciling",
      code: "lease_expired",
      leaseExpiresAt: null,
      nextLookAt: ledger.secondsFromNow(5),
      lookCount: 0,
    });
    expect(await ledger.attemptsOf(messageId)).toMatchObject([
      { state: "unknown", code: "lease_expired", endedAt: ledger.ctx.clock.now() },
    ]);
  });
});

describe("looking after what the provider is to be asked about", () => {
  test.each(["reconciling", "accepted"] as const)(
    "names what is %s once its look has come, and moves nothing",
    async (state) => {
      const before = await ledger.add({ state, nextLookAt: ledger.secondsFromNow(1) });
      expect(await lookAfter()).toEqual(nothing);
      ledger.ctx.clock.advance(1000);
      expect(await lookAfter()).toEqual({ ...nothing, toLookUp: [before.id] });
      expect(await ledger.message(before.id)).toEqual(before);
    },
  );

  test("names no more than it is told to, those longest overdue first", async () => {
    const later = await ledger.add({ state: "accepted", nextLookAt: ledger.secondsFromNow(-1) });
    const first = await ledger.add({ state: "reconciling", nextLookAt: ledger.secondsFromNow(-2) });
    expect((await lookAfter(1)).toLookUp).toEqual([first.id]);
    expect((await lookAfter(2)).toLookUp).toEqual([first.id, later.id]);
  });
});

test("what has ended is never looked at again", async () => {
  const ended = messageStates.filter((state) =>
    ["delivered", "undelivered", "unconfirmed", "failed", "cancelled", "superseded", "skipped"].includes(
      state,
    ),
  );
  const rows: Awaited<ReturnType<MessageLedger["add"]>>[] = [];
  for (const state of ended) rows.push(await ledger.add({ state }));
  ledger.ctx.clock.advance(365 * 24 * 60 * minute);
  expect(await lookAfter()).toEqual(nothing);
  for (const row of rows) expect(await ledger.message(row.id)).toEqual(row);
});
