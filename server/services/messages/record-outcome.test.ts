import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedAttempt } from "@/db/testing/seed-message";
import type { SendOutcome } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { claimMessage } from "./claim-message";
import { lookAfterMessages } from "./look-after-messages";
import { recordOutcome } from "./record-outcome";
import { recordReceipt } from "./record-receipt";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

type Claimed = { messageId: string; attemptId: string };

const record = ({ messageId, attemptId }: Claimed, outcome: SendOutcome) =>
  recordOutcome(ledger.ctx, { messageId, attemptId, outcome });
const taken = { kind: "accepted", providerMessageId: "SM1" } as const;
const timedOut = { kind: "unknown", reason: "timeout" } as const;
const refused = (refusal: "transient" | "permanent" | "account", code: string, retryAfterSeconds?: number) =>
  ({ kind: "refused", refusal, code, httpStatus: 400, retryAfterSeconds }) as const;

async function stateOf({ messageId }: Claimed) {
  const { state, code, providerMessageId, nextLookAt } = await ledger.message(messageId);
  const tries = await ledger.attemptsOf(messageId);
  return { state, code, providerMessageId, nextLookAt, attempts: tries.map((attempt) => attempt.state) };
}

describe("an answer", () => {
  test("that takes the text makes it accepted and plans a look for its receipt", async () => {
    const claimed = await ledger.claimed();
    expect(await record(claimed, taken)).toEqual({ kind: "accepted" });
    expect(await stateOf(claimed)).toEqual({
      state: "accepted",
      code: null,
      providerMessageId: "SM1",
      nextLookAt: ledger.secondsFromNow(600),
      attempts: ["accepted"],
    });
    expect((await ledger.attemptsOf(claimed.messageId))[0]?.endedAt).toEqual(ledger.ctx.clock.now());
  });

  test("that refuses the text for good makes it failed, with the provider's code", async () => {
    const claimed = await ledger.claimed();
    expect(await record(claimed, refused("permanent", "21211"))).toEqual({ kind: "failed", code: "21211" });
    expect(await stateOf(claimed)).toMatchObject({ state: "failed", code: "21211", nextLookAt: null });
    expect(await ledger.attemptsOf(claimed.messageId)).toMatchObject([
      { state: "refused", refusal: "permanent", code: "21211", httpStatus: 400 },
    ]);
  });

  test("that never came leaves the text to be found out about", async () => {
    const claimed = await ledger.claimed();
    expect(await record(claimed, timedOut)).toEqual({ kind: "unanswered" });
    expect(await stateOf(claimed)).toEqual({
      state: "reconciling",
      code: "timeout",
      providerMessageId: null,
      nextLookAt: ledger.secondsFromNow(5),
      attempts: ["unknown"],
    });
  });

  test("writes no event: what follows is planned by the row itself", async () => {
    const claimed = await ledger.claimed();
    const before = await ledger.events();
    await record(claimed, refused("transient", "20429"));
    expect(await ledger.events()).toEqual(before);
  });

  test.each([taken, refused("permanent", "21211"), refused("transient", "20429")])(
    "recorded again changes nothing: $kind",
    async (outcome) => {
      const claimed = await ledger.claimed();
      await record(claimed, outcome);
      const before = [await ledger.message(claimed.messageId), await ledger.attemptsOf(claimed.messageId)];
      ledger.ctx.clock.advance(1000);
      expect(await record(claimed, outcome)).toEqual({ kind: "superseded_answer" });
      expect([await ledger.message(claimed.messageId), await ledger.attemptsOf(claimed.messageId)]).toEqual(
        before,
      );
    },
  );

  test("to an attempt that isn't the current one changes nothing", async () => {
    const claimed = await ledger.claimed();
    await record(claimed, refused("transient", "20429"));
    ledger.ctx.clock.advance(5_000);
    await claimMessage(ledger.ctx, { messageId: claimed.messageId, generation: 1 });
    expect(await record(claimed, taken)).toEqual({ kind: "superseded_answer" });
    expect(await stateOf(claimed)).toMatchObject({ state: "sending", attempts: ["refused", "started"] });
  });

  test("to an attempt that nobody made is an error", async () => {
    const { messageId } = await ledger.claimed();
    const attemptId = ledger.ctx.random.uuid();
    await expect(record({ messageId, attemptId }, taken)).rejects.toThrow(attemptId);
  });
});

describe("a refusal for now", () => {
  test.each([
    [1, 5],
    [2, 15],
    [3, 60],
    [4, 300],
    [5, 900],
    [6, 3600],
    [7, 3600],
  ])(
    "of attempt %i is tried again after %i seconds, and looked after ten minutes later",
    async (number, seconds) => {
      const message = await ledger.add({ state: "sending" });
      const { id: attemptId } = await seedAttempt(database.db, message, {
        id: message.currentAttemptId!,
        number,
      });
      const at = ledger.secondsFromNow(seconds);
      const claimed = { messageId: message.id, attemptId };
      expect(await record(claimed, refused("transient", "20429"))).toEqual({
        kind: "retry",
        at,
        code: "20429",
      });
      expect(await ledger.message(message.id)).toMatchObject({
        state: "retrying",
        code: "20429",
        nextAttemptAt: at,
        nextLookAt: new Date(at.getTime() + 600_000),
        leaseExpiresAt: null,
      });
    },
  );

  test("waits as long as the provider wishes, if that is longer", async () => {
    const claimed = await ledger.claimed();
    const at = ledger.secondsFromNow(120);
    expect(await record(claimed, refused("transient", "20429", 120))).toMatchObject({ kind: "retry", at });
  });

  test("doesn't come sooner because the provider wishes so", async () => {
    const claimed = await ledger.claimed();
    const at = ledger.secondsFromNow(5);
    expect(await record(claimed, refused("transient", "20429", 1))).toMatchObject({ kind: "retry", at });
  });

  test("that concerns the whole account holds the message until the sender is looked at", async () => {
    const claimed = await ledger.claimed();
    const at = ledger.secondsFromNow(60);
    expect(await record(claimed, refused("account", "20003", 10))).toEqual({
      kind: "held",
      at,
      code: "20003",
    });
    expect(await ledger.attemptsOf(claimed.messageId)).toMatchObject([{ refusal: "account", code: "20003" }]);
    const held = await ledger.message(claimed.messageId);
    expect(held).toMatchObject({
      state: "retrying",
      code: "20003",
      heldBySenderId: "twilio:texts",
      nextAttemptAt: at,
      nextLookAt: held.relevantUntilAt,
      leaseExpiresAt: null,
    });
  });
});

describe("an answer that comes after the lease ran out", () => {
  const afterTheLease = async (): Promise<Claimed> => {
    const claimed = await ledger.claimed();
    ledger.ctx.clock.advance(45_000);
    await lookAfterMessages(ledger.ctx, 10);
    expect(await stateOf(claimed)).toMatchObject({ state: "reconciling", attempts: ["unknown"] });
    return claimed;
  };

  test("still settles the message when the provider took it, and the attempt ended when it was given up", async () => {
    const claimed = await afterTheLease();
    const endedAt = ledger.ctx.clock.now();
    ledger.ctx.clock.advance(1000);
    expect(await record(claimed, taken)).toEqual({ kind: "accepted" });
    expect(await stateOf(claimed)).toMatchObject({
      state: "accepted",
      providerMessageId: "SM1",
      nextLookAt: ledger.secondsFromNow(600),
    });
    expect(await ledger.attemptsOf(claimed.messageId)).toMatchObject([{ state: "accepted", endedAt }]);
  });

  test.each([refused("transient", "20429"), refused("permanent", "21211"), timedOut])(
    "and says anything else never leads to another send: %o",
    async (outcome) => {
      const claimed = await afterTheLease();
      expect(await record(claimed, outcome)).toEqual({ kind: "superseded_answer" });
      expect(await stateOf(claimed)).toMatchObject({ state: "reconciling", attempts: ["unknown"] });
    },
  );
});

describe("a callback that was quicker than the answer", () => {
  test.each([
    ["delivered", "delivered"],
    ["sent", "accepted"],
    ["undelivered", "undelivered"],
  ] as const)("and said %s is applied with the answer", async (status, state) => {
    const claimed = await ledger.claimed();
    const { attemptId } = claimed;
    const errorCode = status === "undelivered" ? "30003" : undefined;
    await recordReceipt(ledger.ctx, { attemptId, providerMessageId: "SM1", status, errorCode });
    expect(await stateOf(claimed)).toMatchObject({ state: "sending", attempts: ["started"] });
    expect(await record(claimed, taken)).toEqual({ kind: "accepted" });
    expect(await stateOf(claimed)).toMatchObject({ state, code: errorCode ?? null, attempts: ["accepted"] });
  });

  test.each([timedOut, refused("transient", "50000"), refused("permanent", "50001")])(
    "proves that the provider took the text, so that it isn't sent again: %o",
    async (outcome) => {
      const claimed = await ledger.claimed();
      const { attemptId } = claimed;
      await recordReceipt(ledger.ctx, { attemptId, providerMessageId: "SM1", status: "delivered" });
      expect(await record(claimed, outcome)).toEqual({ kind: "accepted" });
      expect(await stateOf(claimed)).toMatchObject({
        state: "delivered",
        providerMessageId: "SM1",
        attempts: ["accepted"],
      });
    },
  );
});

test.each([
  ["is final once accepted", { kind: "accepted", providerMessageId: "<1@test>" }, "accepted", null],
  ["without an answer is to be found out about", timedOut, "reconciling", 5],
] as const)("a mail %s", async (_, outcome, state, lookInSeconds) => {
  const claimed = await ledger.claimed({ channel: "email", recipient: "ada@example.org" });
  await record(claimed, outcome);
  const nextLookAt = lookInSeconds === null ? null : ledger.secondsFromNow(lookInSeconds);
  expect(await stateOf(claimed)).toMatchObject({ state, nextLookAt });
});
