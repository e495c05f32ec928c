import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import type { SendOutcome } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { textWithFallback } from "../testing/text-with-fallback";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;
let text: Awaited<ReturnType<typeof textWithFallback>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  text = await textWithFallback(database.db, ledger.booking, { kind: "other_provider", afterMinutes: null });
});

const refused = (code: string): SendOutcome => ({ kind: "refused", refusal: "permanent", code });
const followersOf = (parentMessageId: string) =>
  database.db.select().from(messages).where(eq(messages.parentMessageId, parentMessageId));
const failed = () => {
  ledger.providers.answerTextsWith(refused("21614"));
  return ledger.sent(text);
};

describe("a text is sent again by the other provider", () => {
  test("when the first one fails, in the second one's name", async () => {
    const second = ledger.providers.addSecondSms();
    const { messageId } = await failed();
    const [again] = await followersOf(messageId);
    expect(again).toMatchObject({
      channel: "sms",
      provider: "http",
      recipient: "+4930901820",
      state: "armed",
    });
    expect((await ledger.events()).at(-1)).toMatchObject({ data: { sender: "http:texts" } });
    await sendMessage(ledger.ctx, { messageId: again?.id ?? "", generation: 1 });
    expect(second.texts).toMatchObject([{ to: "+4930901820", body: "Hi Ada" }]);
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
    expect(await ledger.attemptsOf(again?.id ?? "")).toMatchObject([{ provider: "http" }]);
  });

  test("never to somebody who replied STOP", async () => {
    const second = ledger.providers.addSecondSms();
    ledger.providers.answerTextsWith(refused("21610"));
    const { messageId } = await ledger.sent(text);
    expect(await followersOf(messageId)).toMatchObject([{ state: "skipped", reason: "opted_out" }]);
    expect(second.texts).toEqual([]);
  });

  test("not where there is none, which it says", async () => {
    const { messageId } = await failed();
    expect(await followersOf(messageId)).toMatchObject([{ state: "skipped", reason: "no_other_provider" }]);
  });

  test("not where it went away meanwhile, which it says", async () => {
    ledger.providers.addSecondSms();
    const { messageId } = await failed();
    ledger.providers.secondSms = null;
    const [again] = await followersOf(messageId);
    await sendMessage(ledger.ctx, { messageId: again?.id ?? "", generation: 1 });
    expect(await followersOf(messageId)).toMatchObject([{ state: "skipped", reason: "no_other_provider" }]);
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
  });

  test("but a mail may follow whoever replied STOP", async () => {
    text = await textWithFallback(database.db, ledger.booking);
    ledger.providers.answerTextsWith(refused("21610"));
    const { messageId } = await ledger.sent(text);
    expect(
      await database.db
        .select({ channel: messages.channel })
        .from(messages)
        .where(and(eq(messages.parentMessageId, messageId), eq(messages.state, "armed"))),
    ).toEqual([{ channel: "email" }]);
  });
});

describe("a text whose sender is stopped", () => {
  const accountRefused: SendOutcome = { kind: "refused", refusal: "account", code: "30002" };
  const onlyText = async (id: string) => ({
    state: (await ledger.message(id)).state,
    providers: (await ledger.attemptsOf(id)).map(({ provider }) => provider),
    followers: (await followersOf(id)).length,
  });

  test("goes over to the other provider, the one that was refused and those after it", async () => {
    const second = ledger.providers.addSecondSms();
    ledger.providers.answerTextsWith(accountRefused);
    const sent = await ledger.sent(text);
    expect((await ledger.message(sent.messageId)).state).toBe("retrying");
    ledger.ctx.clock.advance(5000);
    await sendMessage(ledger.ctx, sent);
    const next = await ledger.sent({ ...text, occurrence: "next" });
    expect([await onlyText(sent.messageId), await onlyText(next.messageId)]).toEqual([
      { state: "accepted", providers: ["twilio", "http"], followers: 0 },
      { state: "accepted", providers: ["http"], followers: 0 },
    ]);
    expect(second.texts).toHaveLength(2);
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
  });

  test("waits where the other is stopped as well", async () => {
    const second = ledger.providers.addSecondSms();
    ledger.providers.answerTextsWith(accountRefused);
    second.answerTextsWith(accountRefused);
    const sent = await ledger.sent(text);
    for (let tries = 0; tries < 2; tries += 1) {
      ledger.ctx.clock.advance(5000);
      await sendMessage(ledger.ctx, sent);
    }
    const { state, heldBySenderId } = await ledger.message(sent.messageId);
    expect({ state, heldBySenderId }).toEqual({ state: "retrying", heldBySenderId: "twilio:texts" });
    expect((await ledger.attemptsOf(sent.messageId)).map(({ provider }) => provider)).toEqual([
      "twilio",
      "http",
    ]);
  });

  test("waits where its step has nothing follow, or a mail", async () => {
    ledger.providers.addSecondSms();
    ledger.providers.answerTextsWith(accountRefused);
    await ledger.sent(text);
    for (const fallback of [null, (await textWithFallback(database.db, ledger.booking)).fallback]) {
      const { messageId } = await ledger.sent({ ...text, fallback, occurrence: fallback?.kind ?? "none" });
      expect(await ledger.message(messageId)).toMatchObject({ heldBySenderId: "twilio:texts" });
    }
  });
});
