import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { messageStates } from "@/server/domain/workflows/message-state";
import type { SentMessage } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { lookUpInTime } from "../testing/look-up-in-time";
import { meetingPoint } from "../testing/meeting-point";
import { lookUpMessage } from "./look-up-message";
import { recordReceipt } from "./record-receipt";
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

const minute = 60_000;
const timedOut = { kind: "unknown", reason: "timeout" } as const;

const lookUp = ({ messageId }: { messageId: string }) => lookUpInTime(ledger, messageId);

async function unanswered(values?: Parameters<MessageLedger["sent"]>[0]) {
  ledger.providers.answerTextsWith(timedOut);
  ledger.providers.answerMailsWith(timedOut);
  return ledger.sent(values);
}

function held(fields: Partial<SentMessage> = {}): SentMessage {
  const createdAt = ledger.ctx.clock.now();
  return {
    providerMessageId: "SM1",
    to: "+4930901820",
    body: "Hi Ada",
    createdAt,
    status: "sent",
    ...fields,
  };
}

function providerHolds(...texts: SentMessage[]): void {
  ledger.providers.lookUps.findSent = async () => texts;
}

async function stateOf({ messageId }: { messageId: string }) {
  const { state, lookCount, nextLookAt, providerMessageId } = await ledger.message(messageId);
  return { state, lookCount, nextLookAt, providerMessageId };
}

describe("a look for an unanswered text", () => {
  test("that the provider holds settles it as accepted, and looks for its receipt next", async () => {
    const sent = await unanswered();
    providerHolds(held());
    expect(await lookUp(sent)).toEqual({ kind: "settled" });
    expect(await stateOf(sent)).toEqual({
      state: "accepted",
      lookCount: 0,
      nextLookAt: ledger.secondsFromNow(600),
      providerMessageId: "SM1",
    });
    expect(await ledger.attemptsOf(sent.messageId)).toMatchObject([
      { state: "accepted", providerMessageId: "SM1" },
    ]);
    expect(await ledger.receiptsOf(sent.attemptId)).toEqual([{ status: "sent", code: "" }]);
  });

  test.each([
    ["delivered", undefined, "delivered"],
    ["undelivered", "30003", "undelivered"],
  ] as const)("that the provider already calls %s settles it as that", async (status, errorCode, state) => {
    const sent = await unanswered();
    providerHolds(held({ status, errorCode }));
    expect(await lookUp(sent)).toEqual({ kind: "settled" });
    expect(await ledger.message(sent.messageId)).toMatchObject({ state, code: errorCode ?? null });
  });

  test("asks for the recipient's texts of the attempt's time, with room for the provider's clock", async () => {
    const sent = await unanswered();
    const asked: unknown[] = [];
    ledger.providers.lookUps.findSent = async (query) => {
      asked.push(query);
      return [];
    };
    const [createdAfter, createdBefore] = [ledger.secondsFromNow(-5), ledger.secondsFromNow(50)];
    await lookUp(sent);
    expect(asked).toEqual([{ to: "+4930901820", isWhatsApp: false, createdAfter, createdBefore }]);
  });

  test("passes over other words, and texts that another attempt is known to have caused", async () => {
    const other = await ledger.sent();
    const sent = await unanswered();
    providerHolds(held({ body: "Hi Bob" }), held({ providerMessageId: `SM-${other.attemptId}` }));
    expect(await lookUp(sent)).toEqual({ kind: "open" });
    expect(await stateOf(sent)).toMatchObject({ state: "reconciling" });
  });

  test("that could be any of several doesn't guess, and ends unconfirmed", async () => {
    const sent = await unanswered();
    providerHolds(held(), held({ providerMessageId: "SM2" }));
    const reports = [await lookUp(sent), await lookUp(sent), await lookUp(sent), await lookUp(sent)];
    expect(reports.map(({ kind }) => kind)).toEqual(["open", "open", "open", "gave_up"]);
    expect(await stateOf(sent)).toMatchObject({ state: "unconfirmed", providerMessageId: null });
  });

  test("doesn't take the only text while another unanswered attempt may have caused it", async () => {
    const sent = await unanswered();
    const rival = await ledger.claimed();
    providerHolds(held());
    expect(await lookUp(sent)).toEqual({ kind: "open" });
    await recordReceipt(ledger.ctx, { ...rival, providerMessageId: "SM1", status: "sent" });
    expect(await lookUp(sent)).toEqual({ kind: "open" });
    providerHolds(held(), held({ providerMessageId: "SM2" }));
    expect(await lookUp(sent)).toEqual({ kind: "settled" });
    expect(await stateOf(sent)).toMatchObject({ providerMessageId: "SM2" });
  });

  test("takes the only text although an attempt of another time had the same words", async () => {
    await unanswered();
    ledger.ctx.clock.advance(2 * minute);
    const sent = await unanswered();
    providerHolds(held());
    expect(await lookUp(sent)).toEqual({ kind: "settled" });
  });

  test("that finds nothing is repeated after 30 seconds, 2 and 10 minutes, and then given up for good", async () => {
    const sent = await unanswered();
    for (const [lookCount, seconds] of [30, 120, 600].entries()) {
      expect(await lookUp(sent)).toEqual({ kind: "open" });
      expect(await stateOf(sent)).toMatchObject({
        state: "reconciling",
        lookCount: lookCount + 1,
        nextLookAt: ledger.secondsFromNow(seconds),
      });
    }
    expect(await lookUp(sent)).toEqual({ kind: "gave_up" });
    expect(await stateOf(sent)).toMatchObject({ state: "unconfirmed", nextLookAt: null });
    expect(await lookUp(sent)).toEqual({ kind: "not_looked_for" });
    expect(await sendMessage(ledger.ctx, sent)).toEqual({ kind: "not_claimable" });
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
  });

  test("before its time, or once more at the same time, isn't made", async () => {
    const { messageId } = await unanswered();
    ledger.ctx.clock.advance(4_999);
    expect(await lookUpMessage(ledger.ctx, messageId)).toEqual({ kind: "not_looked_for" });
    ledger.ctx.clock.advance(1);
    expect(await lookUpMessage(ledger.ctx, messageId)).toEqual({ kind: "open" });
    expect(await lookUpMessage(ledger.ctx, messageId)).toEqual({ kind: "not_looked_for" });
    expect((await stateOf({ messageId })).lookCount).toBe(1);
  });

  test("made twice at once counts as one", async () => {
    const { messageId } = await unanswered();
    ledger.ctx.clock.advance(5_000);
    const bothAsk = meetingPoint(2);
    ledger.providers.lookUps.findSent = async () => {
      await bothAsk();
      return [];
    };
    const reports = await Promise.all([1, 2].map(() => lookUpMessage(ledger.ctx, messageId)));
    expect(reports.map(({ kind }) => kind).sort()).toEqual(["not_looked_for", "open"]);
    expect((await stateOf({ messageId })).lookCount).toBe(1);
  });

  test("overwrites nothing that a callback brought meanwhile", async () => {
    const sent = await unanswered();
    ledger.providers.lookUps.findSent = async () => {
      await recordReceipt(ledger.ctx, { ...sent, providerMessageId: "SM9", status: "delivered" });
      return [held()];
    };
    expect(await lookUp(sent)).toEqual({ kind: "not_looked_for" });
    expect(await stateOf(sent)).toMatchObject({ state: "delivered", providerMessageId: "SM9" });
  });
});

test("an unanswered mail can't be looked for: it is given up after the same looks", async () => {
  const sent = await unanswered({ channel: "email", recipient: "ada@example.org" });
  providerHolds(held());
  const reports = [await lookUp(sent), await lookUp(sent), await lookUp(sent), await lookUp(sent)];
  expect(reports.map(({ kind }) => kind)).toEqual(["open", "open", "open", "gave_up"]);
  expect(await stateOf(sent)).toMatchObject({ state: "unconfirmed", nextLookAt: null });
});

test("a fault of our own during a look is thrown and changes nothing", async () => {
  const sent = await unanswered();
  const before = await ledger.message(sent.messageId);
  ledger.providers.lookUps.findSent = async () => {
    throw new TypeError("a bug");
  };
  await expect(lookUp(sent)).rejects.toThrow("a bug");
  expect(await ledger.message(sent.messageId)).toEqual(before);
});

test.each(messageStates)(
  "nothing is looked up for a message that is %s without an attempt on record",
  async (state) => {
    const before = await ledger.add({ state });
    expect(await lookUp({ messageId: before.id })).toEqual({ kind: "not_looked_for" });
    expect(await ledger.message(before.id)).toEqual(before);
  },
);
