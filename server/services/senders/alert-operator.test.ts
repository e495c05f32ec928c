import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { alertOperator } from "./alert-operator";
import { checkAllSenders, checkStoppedSenders } from "./check-senders";

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
