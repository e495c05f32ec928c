import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { sendMessage } from "../messages/send-message";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { alertOperator } from "./alert-operator";
import { checkAllSenders, checkStoppedSenders } from "./check-senders";
import { releaseHeldMessages } from "./release-held-messages";
import { tellOfRecovery } from "./tell-of-recovery";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const mails = () => ledger.providers.handedOver.mails;
const alert = () => alertOperator(ledger.ctx);
const refused = (code: string) => ({ kind: "refused", refusal: "account", code }) as const;
async function stoppedBy(code: string): Promise<void> {
  ledger.providers.answerTextsWith(refused(code));
  await ledger.sent();
}

test("while all works nobody is told anything", async () => {
  await ledger.sent();
  expect(await alert()).toEqual({ kind: "nothing_to_tell", senders: 0 });
  expect(mails()).toEqual([]);
});

test("a stop is told of once, with what it means, what to do and what waits, and no recipient in it", async () => {
  await stoppedBy("20003");
  expect(await Promise.all([alert(), alert(), alert()])).toContainEqual({ kind: "told", senders: 2 });
  expect(await alert()).toMatchObject({ kind: "nothing_to_tell" });
  expect(mails()).toHaveLength(1);
  const [mail] = mails();
  expect(mail).toMatchObject({ subject: "Punctual: Texts by Twilio and WhatsApp messages can’t leave now" });
  for (const part of [
    "Twilio refused the account SID or auth token. (20003)",
    "Check TWILIO_ACCOUNT_SID",
    "Messages that wait: 1",
    "since 2026-11-02 08:00 UTC",
    "http://punctual.test/settings",
  ]) {
    expect(mail?.text).toContain(part);
  }
  expect(mail?.text).not.toContain("+4930901820");
});

test("goes to the organizer who was set up first, or whom the installation names", async () => {
  const second = await seedOrganizer(database.db, { username: "noor" });
  await stoppedBy("20003");
  await alert();
  expect(mails()[0]?.to).not.toBe(second.email);
  ledger.ctx.installation = { ...ledger.ctx.installation, operatorEmail: "operator@example.org" };
  ledger.ctx.clock.advance(60_000);
  await checkStoppedSenders(ledger.ctx);
  ledger.ctx.clock.advance(2 * 3_600_000);
  await stoppedBy("20003");
  expect(await alert()).toMatchObject({ kind: "told" });
  expect(mails().map(({ to }) => to)[1]).toBe("operator@example.org");
});

test("a mail that the server surely refused is tried again, one that may have left is not", async () => {
  await stoppedBy("20003");
  ledger.providers.answerMailsWith({ kind: "refused", refusal: "transient", code: "smtp_421" });
  expect(await alert()).toMatchObject({ kind: "could_not_tell" });
  ledger.providers.answerMailsWith({ kind: "unknown", reason: "timeout" });
  expect(await alert()).toMatchObject({ kind: "told" });
  expect(await alert()).toMatchObject({ kind: "nothing_to_tell" });
  expect(mails()).toHaveLength(2);
});

test("while mails can't leave either, the mail waits until they can", async () => {
  const { sms, email } = ledger.providers.accounts;
  sms.says = { kind: "refused", code: "20003" };
  email.says = { kind: "refused", code: "smtp_535" };
  await checkAllSenders(ledger.ctx);
  expect(await alert()).toMatchObject({ kind: "nothing_to_tell" });
  expect(mails()).toEqual([]);
  email.says = { kind: "passed" };
  ledger.ctx.clock.advance(60_000);
  await checkStoppedSenders(ledger.ctx);
  expect(await alert()).toEqual({ kind: "told", senders: 2 });
});

describe("a recovery", () => {
  const recover = async () => {
    ledger.ctx.clock.advance(60_000);
    await checkStoppedSenders(ledger.ctx);
  };
  const tell = () => tellOfRecovery(ledger.ctx);

  test("is told of once, where the stop was", async () => {
    await stoppedBy("20003");
    await alert();
    expect(await tell()).toMatchObject({ kind: "nothing_to_tell" });
    await recover();
    expect(await Promise.all([tell(), tell()])).toContainEqual({ kind: "told", senders: 2 });
    expect(await tell()).toMatchObject({ kind: "nothing_to_tell" });
    expect(mails()).toHaveLength(2);
    expect(mails()[1]).toMatchObject({
      subject: "Punctual: Texts by Twilio and WhatsApp messages leave again",
    });
    expect(mails()[1]?.text).toContain("since 2026-11-02 08:01 UTC");
  });

  test("of a stop that nobody was told of is none of the operator's", async () => {
    await stoppedBy("20003");
    await recover();
    expect(await tell()).toMatchObject({ kind: "nothing_to_tell" });
    expect(mails()).toEqual([]);
  });

  test("by a message that got through counts too", async () => {
    await stoppedBy("21606");
    await alert();
    await recover();
    expect(await tell()).toMatchObject({ kind: "nothing_to_tell" });
    await releaseHeldMessages(ledger.ctx, 10);
    const [held] = await database.db.select().from(messages);
    await sendMessage(ledger.ctx, { messageId: held?.id ?? "", generation: held?.generation ?? 0 });
    expect(await tell()).toEqual({ kind: "told", senders: 1 });
  });

  test("is not told of once it has stopped again; the next stop after one that was told of is", async () => {
    await stoppedBy("20003");
    await alert();
    await recover();
    await stoppedBy("20003");
    expect(await tell()).toMatchObject({ kind: "nothing_to_tell" });
    expect(await alert()).toMatchObject({ kind: "nothing_to_tell" });
  });

  test("that the mail server refuses to take is tried again", async () => {
    await stoppedBy("20003");
    await alert();
    await recover();
    ledger.providers.answerMailsWith({ kind: "refused", refusal: "transient", code: "smtp_421" });
    expect(await tell()).toMatchObject({ kind: "could_not_tell" });
    expect(await tell()).toMatchObject({ kind: "told" });
  });
});
