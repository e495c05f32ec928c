import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attempts } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import type { SentMessage } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { lookUpInTime } from "../testing/look-up-in-time";
import type { ScriptedSms } from "../testing/scripted-providers";
import { reconcileReceipts } from "./reconcile-receipts";

let database: TestDatabase;
let ledger: MessageLedger;
let second: ScriptedSms;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  second = ledger.providers.addSecondSms();
});

const timedOut = { kind: "unknown", reason: "timeout" } as const;
const mustNotBeAsked = async () => {
  throw new Error("This provider must not be asked.");
};

/** An unanswered or accepted attempt that was made at the second provider, which was the first one then. */
async function sentThroughSecond(answer: "accepted" | "unanswered") {
  const { sms } = ledger.providers;
  Object.assign(ledger.providers, { sms: second.provider, secondSms: sms });
  if (answer === "unanswered") second.answerTextsWith(timedOut);
  const sent = await ledger.sent();
  Object.assign(ledger.providers, { sms, secondSms: second.provider });
  return sent;
}

function held(): SentMessage {
  return {
    providerMessageId: "held-1",
    to: "+4930901820",
    body: "Hi Ada",
    createdAt: ledger.ctx.clock.now(),
    status: "sent",
  };
}

describe("with two providers", () => {
  test("texts leave through the first one, and the attempt says so", async () => {
    const { messageId } = await ledger.sent();
    expect(await ledger.attemptsOf(messageId)).toMatchObject([{ provider: "twilio" }]);
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
    expect(second.texts).toEqual([]);
    expect(await ledger.events()).toMatchObject([{ data: { sender: "twilio:texts" } }]);
  });

  test("WhatsApp messages leave through the one that serves WhatsApp", async () => {
    const { sms } = ledger.providers;
    Object.assign(ledger.providers, { sms: second.provider, secondSms: sms });
    const contentSid = `HX${"a".repeat(32)}`;
    const { messageId } = await ledger.sent({ channel: "whatsapp", contentSid });
    expect(await ledger.attemptsOf(messageId)).toMatchObject([{ provider: "twilio" }]);
    expect(second.texts).toEqual([]);
    expect(await ledger.events()).toMatchObject([{ data: { sender: "twilio:whatsapp" } }]);
  });

  test("an unanswered attempt is looked for where it was made, and nowhere else", async () => {
    const sent = await sentThroughSecond("unanswered");
    ledger.providers.lookUps.findSent = mustNotBeAsked;
    second.lookUps.findSent = async () => [held()];
    expect(await lookUpInTime(ledger, sent.messageId)).toEqual({ kind: "settled" });
    expect(await ledger.message(sent.messageId)).toMatchObject({
      state: "accepted",
      providerMessageId: "held-1",
    });
  });

  test("an attempt at one of them is no rival of the same text at the other", async () => {
    const sent = await sentThroughSecond("unanswered");
    ledger.providers.answerTextsWith(timedOut);
    await ledger.sent();
    second.lookUps.findSent = async () => [held()];
    expect(await lookUpInTime(ledger, sent.messageId)).toEqual({ kind: "settled" });
  });

  test("a receipt is asked for where the text was accepted, by day and by night", async () => {
    const [first, other] = [await sentThroughSecond("accepted"), await sentThroughSecond("accepted")];
    ledger.providers.lookUps.fetchStatus = mustNotBeAsked;
    second.lookUps.fetchStatus = async () => ({ status: "delivered" });
    expect(await lookUpInTime(ledger, first.messageId)).toEqual({ kind: "settled" });
    ledger.ctx.clock.advance(2 * 60 * 60_000);
    expect(await reconcileReceipts(ledger.ctx, { limit: 10 })).toMatchObject({ asked: 1, found: 1 });
    expect(await ledger.message(other.messageId)).toMatchObject({ state: "delivered" });
  });
});

describe("when the provider of an attempt is no longer configured", () => {
  test.each(["unanswered", "accepted"] as const)(
    "an %s one ends unconfirmed, never resent",
    async (answer) => {
      const sent = await sentThroughSecond(answer);
      ledger.providers.secondSms = null;
      ledger.providers.lookUps.findSent = mustNotBeAsked;
      ledger.providers.lookUps.fetchStatus = mustNotBeAsked;
      expect(await lookUpInTime(ledger, sent.messageId)).toEqual({ kind: "gave_up" });
      expect(await ledger.message(sent.messageId)).toMatchObject({ state: "unconfirmed", nextLookAt: null });
      expect(
        await database.db.select().from(attempts).where(eq(attempts.messageId, sent.messageId)),
      ).toHaveLength(1);
      expect(ledger.providers.handedOver.texts).toEqual([]);
    },
  );

  test("the night's reconciliation passes over it", async () => {
    await sentThroughSecond("accepted");
    ledger.providers.secondSms = null;
    ledger.providers.lookUps.fetchStatus = mustNotBeAsked;
    ledger.ctx.clock.advance(2 * 60 * 60_000);
    expect(await reconcileReceipts(ledger.ctx, { limit: 10 })).toMatchObject({ asked: 1, found: 0 });
  });
});
