import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { sendMessage } from "../messages/send-message";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { checkSender } from "./check-sender";
import { checkAllSenders } from "./check-senders";
import { readSenders } from "./read-senders";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const as = (userId: number) => ({ ...ledger.ctx, actor: { kind: "organizer" as const, userId } });
const own = () => as(ledger.booking.ownerId);
const check = (id = "twilio:texts") => checkSender(own(), { id });

async function stoppedBy(code: string): Promise<string> {
  ledger.providers.answerTextsWith({ kind: "refused", refusal: "account", code });
  return (await ledger.sent()).messageId;
}

describe("checking a sender now", () => {
  test("has it work where the account is in order, and takes up what waits", async () => {
    const messageId = await stoppedBy("20003");
    expect(await check()).toMatchObject({ outcome: "works", meaning: "", sender: { state: "working" } });
    expect((await readSenders(own())).map(({ state }) => state)).toEqual(["working", "working", "working"]);
    expect(await ledger.message(messageId)).toMatchObject({ state: "armed", generation: 2 });
    const events = await ledger.events();
    expect(events.at(-1)).toMatchObject({ name: "message/due", data: { messageId, generation: 2 } });
    await sendMessage(ledger.ctx, { messageId, generation: 2 });
    expect((await ledger.message(messageId)).state).toBe("accepted");
  });

  test("says why it is still refused, and leaves the next look where it was", async () => {
    await stoppedBy("20003");
    ledger.providers.accounts.sms.says = { kind: "refused", code: "30002" };
    const before = (await ledger.events()).length;
    expect(await check()).toMatchObject({
      outcome: "refused",
      meaning: "The Twilio account is suspended.",
      sender: { state: "stopped", code: "30002", nextCheckAt: ledger.secondsFromNow(60).toISOString() },
    });
    expect(await ledger.events()).toHaveLength(before);
  });

  test("has one message try where nobody can ask about the account", async () => {
    const messageId = await stoppedBy("http_401");
    ledger.providers.accounts.sms.says = { kind: "unknown", code: "account_not_checkable" };
    expect(await check()).toMatchObject({
      outcome: "trying",
      meaning: "The provider’s account can’t be checked without sending a text.",
      sender: { state: "probing" },
    });
    expect(await ledger.message(messageId)).toMatchObject({ state: "armed" });
  });

  test("has one message try where the account is in order but sending was refused", async () => {
    const messageId = await stoppedBy("21606");
    expect(await check()).toMatchObject({ outcome: "trying", sender: { state: "probing" } });
    expect(await ledger.message(messageId)).toMatchObject({ state: "armed" });
  });

  test("says that the provider can't be asked", async () => {
    await stoppedBy("20003");
    ledger.providers.accounts.sms.says = { kind: "unanswered", code: "timeout" };
    expect(await check()).toMatchObject({
      outcome: "unanswered",
      meaning: "The provider didn’t answer in time.",
      sender: { state: "stopped", code: "20003" },
    });
  });

  test("again within ten seconds is refused, and says when it may be", async () => {
    await check();
    ledger.ctx.clock.advance(4_000);
    await expect(check()).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      details: { reason: "checked_just_now", retryAfterSeconds: 6 },
    });
    ledger.ctx.clock.advance(6_000);
    expect(await check()).toMatchObject({ outcome: "works" });
  });

  test("that this installation doesn't have is not found", async () => {
    await expect(check("twilio:others")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is for organizers only", async () => {
    const stranger = { ...ledger.ctx, actor: { kind: "anonymous" as const } };
    const unauthorized = { code: "UNAUTHORIZED" };
    await expect(checkSender(stranger, { id: "twilio:texts" })).rejects.toMatchObject(unauthorized);
    await expect(readSenders(stranger)).rejects.toMatchObject(unauthorized);
  });
});

describe("the list of senders", () => {
  test("has all that are configured, working until something is known", async () => {
    expect(await readSenders(own())).toMatchObject([
      {
        channel: "sms",
        provider: "twilio",
        state: "working",
        headline: "Texts by Twilio leave",
        lastCheckedAt: null,
      },
      { channel: "whatsapp", state: "working" },
      { channel: "email", provider: "smtp", state: "working" },
    ]);
  });

  test("names those first that don't work, with why, since when, what to do and what waits", async () => {
    ledger.providers.answerMailsWith({ kind: "refused", refusal: "account", code: "smtp_535" });
    await ledger.sent({ channel: "email", recipient: "ada@example.org" });
    const [first] = await readSenders(own());
    expect(first).toMatchObject({
      channel: "email",
      headline: "E-mails can’t leave now",
      meaning: "The mail server refused the configured sign-in. Check SMTP_URL.",
      remedy: expect.stringContaining("SMTP_URL"),
      stoppedAt: ledger.ctx.clock.now().toISOString(),
      heldCount: 1,
    });
  });

  test("counts only the organizer's own messages", async () => {
    await stoppedBy("20003");
    const other = await seedEventType(database.db, await seedOrganizer(database.db, { username: "noor" }));
    const booking = await seedBooking(database.db, other);
    const values = { state: "retrying" as const, heldBySenderId: "twilio:texts" };
    for (let number = 0; number < 2; number += 1) await seedMessage(database.db, booking, values);
    const countFor = async (userId: number) => (await readSenders(as(userId)))[0]?.heldCount;
    expect([await countFor(ledger.booking.ownerId), await countFor(booking.ownerId)]).toEqual([1, 2]);
  });

  test("says what the last check said", async () => {
    ledger.providers.accounts.sms.says = { kind: "unanswered", code: "connect_failed" };
    await checkAllSenders(ledger.ctx);
    expect(await readSenders(own())).toMatchObject([
      {
        state: "working",
        lastCheck: { code: "connect_failed", meaning: "The provider couldn’t be reached." },
      },
      { state: "working" },
      { state: "working", lastCheckedAt: ledger.ctx.clock.now().toISOString(), lastCheck: null },
    ]);
  });
});
