import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receipts } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { lookUpInTime } from "../testing/look-up-in-time";
import { lookAfterMessages } from "./look-after-messages";
import { type Receipt, recordReceipt } from "./record-receipt";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

type Sent = { messageId: string; attemptId: string };

const callback = ({ attemptId }: Sent, status: DeliveryStatus, errorCode?: string): Receipt => ({
  attemptId,
  providerMessageId: `SM-${attemptId}`,
  status,
  errorCode,
});
const record = (receipt: Receipt) => recordReceipt(ledger.ctx, receipt);

async function stateOf({ messageId }: Sent) {
  const { state, code, nextLookAt, providerMessageId } = await ledger.message(messageId);
  return { state, code, nextLookAt, providerMessageId };
}

/** A text that was never answered for; `unconfirmed` once all looks have found nothing. */
async function unanswered(looks = 0): Promise<Sent> {
  ledger.providers.answerTextsWith({ kind: "unknown", reason: "timeout" });
  const sent = await ledger.sent();
  await lookTimes(looks, sent);
  return sent;
}

async function lookTimes(looks: number, { messageId }: Sent): Promise<void> {
  for (let look = 0; look < looks; look += 1) await lookUpInTime(ledger, messageId);
}

describe("a receipt of an accepted text", () => {
  test("that says delivered ends its way", async () => {
    const sent = await ledger.sent();
    expect(await record(callback(sent, "delivered"))).toEqual({ known: true });
    expect(await stateOf(sent)).toMatchObject({ state: "delivered", code: null, nextLookAt: null });
  });

  test.each(["undelivered", "failed"] as const)("that says %s keeps the carrier's code", async (status) => {
    const sent = await ledger.sent();
    await record(callback(sent, status, "30003"));
    expect(await stateOf(sent)).toMatchObject({ state: "undelivered", code: "30003", nextLookAt: null });
  });

  test.each(["queued", "sent"] as const)(
    "that says %s is kept, and the next look with it",
    async (status) => {
      const sent = await ledger.sent();
      await record(callback(sent, status));
      expect(await stateOf(sent)).toMatchObject({
        state: "accepted",
        nextLookAt: ledger.secondsFromNow(600),
      });
      expect(await ledger.receiptsOf(sent.attemptId)).toEqual([{ status, code: "" }]);
    },
  );

  test("is kept once, however often it comes, and moves nothing the second time", async () => {
    const sent = await ledger.sent();
    await record(callback(sent, "delivered"));
    const before = await ledger.message(sent.messageId);
    ledger.ctx.clock.advance(1000);
    for (let time = 0; time < 3; time += 1) {
      expect(await record(callback(sent, "delivered"))).toEqual({ known: true });
    }
    expect(await ledger.receiptsOf(sent.attemptId)).toHaveLength(1);
    expect(await ledger.message(sent.messageId)).toEqual(before);
  });

  test("several times at once is kept once", async () => {
    const sent = await ledger.sent();
    await Promise.all([1, 2, 3, 4].map(() => record(callback(sent, "delivered"))));
    expect(await ledger.receiptsOf(sent.attemptId)).toHaveLength(1);
    expect((await stateOf(sent)).state).toBe("delivered");
  });

  test("without the attempt's id is told by the provider's", async () => {
    const sent = await ledger.sent();
    const { attemptId: _, ...bare } = callback(sent, "delivered");
    expect(await record(bare)).toEqual({ known: true });
    expect((await stateOf(sent)).state).toBe("delivered");
  });
});

describe("a late receipt", () => {
  test("that says delivered overrules a failure, and takes its code away", async () => {
    const sent = await ledger.sent();
    await record(callback(sent, "undelivered", "30003"));
    await record(callback(sent, "delivered"));
    expect(await stateOf(sent)).toMatchObject({ state: "delivered", code: null });
  });

  test("that says undelivered doesn't overrule a delivery", async () => {
    const sent = await ledger.sent();
    await record(callback(sent, "delivered"));
    await record(callback(sent, "undelivered", "30003"));
    expect(await stateOf(sent)).toMatchObject({ state: "delivered", code: null });
  });

  test.each([
    ["delivered", undefined],
    ["undelivered", "30005"],
  ] as const)("still moves an unconfirmed text: %s", async (status, code) => {
    const sent = await unanswered(4);
    expect((await stateOf(sent)).state).toBe("unconfirmed");
    await record(callback(sent, status, code));
    expect(await stateOf(sent)).toEqual({
      state: status,
      code: code ?? null,
      nextLookAt: null,
      providerMessageId: `SM-${sent.attemptId}`,
    });
    expect(await ledger.attemptsOf(sent.messageId)).toMatchObject([{ state: "accepted" }]);
  });

  test("of a text that was accepted and never heard of again moves it too", async () => {
    const sent = await ledger.sent();
    await lookTimes(4, sent);
    expect((await stateOf(sent)).state).toBe("unconfirmed");
    await record(callback(sent, "delivered"));
    expect((await stateOf(sent)).state).toBe("delivered");
  });
});

describe("a receipt of an unanswered text", () => {
  test.each([
    ["sent", "accepted"],
    ["delivered", "delivered"],
  ] as const)("proves that the provider took it: %s", async (status, state) => {
    const sent = await unanswered();
    expect((await stateOf(sent)).state).toBe("reconciling");
    await record(callback(sent, status));
    expect(await stateOf(sent)).toMatchObject({ state, providerMessageId: `SM-${sent.attemptId}` });
    expect(await ledger.attemptsOf(sent.messageId)).toMatchObject([{ state: "accepted" }]);
  });

  test("that came while it was being sent is enough when the answer never comes", async () => {
    const claimed = await ledger.claimed();
    await record(callback(claimed, "delivered"));
    expect((await stateOf(claimed)).state).toBe("sending");
    ledger.ctx.clock.advance(45_000);
    await lookAfterMessages(ledger.ctx, 10);
    expect(await stateOf(claimed)).toMatchObject({
      state: "delivered",
      providerMessageId: `SM-${claimed.attemptId}`,
      nextLookAt: null,
    });
    expect(await ledger.attemptsOf(claimed.messageId)).toMatchObject([{ state: "accepted" }]);
  });
});

describe("a receipt of an attempt that isn't the current one", () => {
  test("is kept and leaves the message alone", async () => {
    ledger.providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20429" });
    const first = await ledger.sent();
    ledger.ctx.clock.advance(5_000);
    await sendMessage(ledger.ctx, first);
    const before = await ledger.message(first.messageId);
    expect(before).toMatchObject({ state: "accepted" });
    expect(await record(callback(first, "delivered"))).toEqual({ known: true });
    expect(await ledger.message(first.messageId)).toEqual(before);
    expect(await ledger.receiptsOf(first.attemptId)).toHaveLength(1);
  });

  test("doesn't settle a later one that nobody answered", async () => {
    ledger.providers.answerTextsWith(
      { kind: "refused", refusal: "transient", code: "20429" },
      { kind: "unknown", reason: "timeout" },
    );
    const first = await ledger.sent();
    ledger.ctx.clock.advance(5_000);
    await sendMessage(ledger.ctx, first);
    await record(callback(first, "delivered"));
    expect(await stateOf(first)).toMatchObject({ state: "reconciling", providerMessageId: null });
  });

  test("that was refused, while the next try is still to come, leaves the message to that try", async () => {
    ledger.providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20429" });
    const first = await ledger.sent();
    await record(callback(first, "delivered"));
    expect(await ledger.message(first.messageId)).toMatchObject({ state: "retrying", code: "20429" });
  });
});

describe("a receipt that is none of ours", () => {
  const noReceipts = async () => expect(await database.db.select().from(receipts)).toEqual([]);

  test.each([
    ["an attempt that nobody made", { attemptId: "5f0c3a52-0f0a-4a84-9a5e-0d3a2f1f8a11" }],
    ["an attempt id that is no id", { attemptId: "'; drop table receipts" }],
    ["no attempt and an id that nobody knows", { attemptId: undefined }],
  ])("is told apart and not kept: %s", async (_, fields) => {
    await ledger.sent();
    const stranger = { providerMessageId: "SM-unknown", status: "delivered", ...fields } as const;
    expect(await record(stranger)).toEqual({ known: false });
    await noReceipts();
  });

  test("because the attempt is known under another id of the provider's leaves the message alone", async () => {
    const sent = await ledger.sent();
    const before = await ledger.message(sent.messageId);
    expect(await record({ ...callback(sent, "delivered"), providerMessageId: "SM-other" })).toEqual({
      known: false,
    });
    expect(await ledger.message(sent.messageId)).toEqual(before);
    await noReceipts();
  });

  test("because the provider's id belongs to another attempt leaves both messages alone", async () => {
    const other = await ledger.sent();
    const claimed = await ledger.claimed();
    const { providerMessageId } = callback(other, "delivered");
    expect(await record({ ...callback(claimed, "delivered"), providerMessageId })).toEqual({ known: false });
    expect((await stateOf(other)).state).toBe("accepted");
    expect((await stateOf(claimed)).state).toBe("sending");
    await noReceipts();
  });
});

test("receipts write no event", async () => {
  const sent = await ledger.sent();
  const before = await ledger.events();
  await record(callback(sent, "delivered"));
  expect(await ledger.events()).toEqual(before);
  expect(
    await database.db
      .select()
      .from(receipts)
      .where(and(eq(receipts.attemptId, sent.attemptId), eq(receipts.receivedAt, ledger.ctx.clock.now()))),
  ).toHaveLength(1);
});
