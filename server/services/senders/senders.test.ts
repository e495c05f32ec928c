import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { senders } from "@/db/schema/senders";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { recordOutcome } from "../messages/record-outcome";
import { recordReceipt } from "../messages/record-receipt";
import { retryMessage } from "../messages/retry-message";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { refusedFor, type SenderSteps, senderSteps } from "../testing/sender-steps";
import { checkAllSenders, checkStoppedSenders } from "./check-senders";
import { releaseHeldMessages } from "./release-held-messages";

let database: TestDatabase;
let ledger: MessageLedger;
let steps: SenderSteps;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  steps = senderSteps(ledger);
});

const texts = () => ledger.providers.handedOver.texts.length;
const minutes = (count: number) => ledger.ctx.clock.advance(count * 60_000);
const cleared = { code: null, stoppedAt: null, nextCheckAt: null, resumesBy: null };

describe("an account that the provider refuses", () => {
  test("stops the sender with the refusal, and the message waits", async () => {
    const id = await steps.stoppedBy("20003");
    expect(await steps.sender()).toMatchObject({
      ...{ channel: "sms", provider: "twilio", state: "stopped", code: "20003", resumesBy: "check" },
      stoppedAt: ledger.ctx.clock.now(),
      nextCheckAt: ledger.secondsFromNow(60),
    });
    expect(await steps.stateOf(id)).toBe("retrying 20003");
    expect(await ledger.attemptsOf(id)).toMatchObject([{ state: "refused", refusal: "account" }]);
  });

  test("stops all senders of that account, but not those of others", async () => {
    await steps.stoppedBy("20003");
    expect(await steps.sender("twilio:whatsapp")).toMatchObject({ state: "stopped", channel: "whatsapp" });
    expect(await steps.sender("smtp:mails")).toBeUndefined();
  });

  test("for the sender alone stops only that", async () => {
    await steps.stoppedBy("21606");
    expect(await steps.sender("twilio:whatsapp")).toBeUndefined();
  });

  test("keeps the next messages off the wire: they wait without an attempt", async () => {
    await steps.stoppedBy("20003");
    const { messageId } = await ledger.armed();
    expect(await steps.send(messageId)).toEqual({
      kind: "held",
      at: ledger.secondsFromNow(60),
      code: "20003",
    });
    expect(await steps.stateOf(messageId)).toBe("retrying 20003");
    expect(await ledger.attemptsOf(messageId)).toEqual([]);
    expect(texts()).toBe(1);
  });

  test("doesn't keep what is no longer of use from being skipped", async () => {
    const id = await steps.stoppedBy("20003");
    const late = await ledger.armed({ relevantUntilAt: ledger.secondsFromNow(30) });
    minutes(1);
    expect(await steps.send(late.messageId)).toEqual({ kind: "not_claimable" });
    expect(await steps.stateOf(late.messageId)).toBe("skipped too_late");
    expect(await steps.stateOf(id)).toBe("retrying 20003");
  });

  test("of mails lets texts go on", async () => {
    ledger.providers.answerMailsWith(refusedFor("smtp_535"));
    const mail = await ledger.sent({ channel: "email", recipient: "ada@example.org" });
    expect(await steps.stateOf(mail.messageId)).toBe("retrying smtp_535");
    const { messageId } = await ledger.sent();
    expect(await steps.stateOf(messageId)).toBe("accepted");
  });

  test("while many are sent at once costs no more requests than were under way", async () => {
    const armed = await Promise.all(Array.from({ length: 12 }, () => ledger.armed()));
    ledger.providers.answerTextsWith(...armed.map(() => refusedFor("20003")));
    for (let start = 0; start < armed.length; start += 4) {
      await Promise.all(armed.slice(start, start + 4).map(({ messageId }) => steps.send(messageId)));
    }
    // Of four at once, some may find it stopped already.
    expect(texts()).toBeGreaterThan(0);
    expect(texts()).toBeLessThanOrEqual(4);
    expect(await Promise.all(armed.map(({ messageId }) => steps.stateOf(messageId)))).toEqual(
      armed.map(() => "retrying 20003"),
    );
    expect(await steps.sender()).toMatchObject({ failureCount: 1 });
  });

  test("stops it as well when it shows only in a receipt", async () => {
    const { attemptId } = await ledger.sent();
    await recordReceipt(ledger.ctx, {
      ...{ attemptId, providerMessageId: `SM-${attemptId}` },
      ...{ status: "failed", errorCode: "30002" },
    });
    expect(await steps.sender()).toMatchObject({ state: "stopped", code: "30002" });
  });
});

describe("checking accounts", () => {
  test("records a refused account before anything is owed, and one that passes", async () => {
    ledger.providers.accounts.sms.says = { kind: "refused", code: "20003" };
    expect(await checkAllSenders(ledger.ctx)).toEqual({ checked: 3, stopped: 2 });
    const lastCheckedAt = ledger.ctx.clock.now();
    expect(await steps.sender()).toMatchObject({ state: "stopped", lastCheckedAt, lastCheckCode: "20003" });
    expect(await steps.sender("smtp:mails")).toMatchObject({
      state: "working",
      lastCheckedAt,
      lastCheckCode: null,
    });
    expect(texts()).toBe(0);
  });

  test("stops nothing where the provider can't be asked", async () => {
    ledger.providers.accounts.sms.says = { kind: "unanswered", code: "connect_failed" };
    expect(await checkAllSenders(ledger.ctx)).toMatchObject({ stopped: 0 });
    expect(await steps.sender()).toMatchObject({ state: "working", lastCheckCode: "connect_failed" });
  });

  test("waits for its time, later each time", async () => {
    await steps.stoppedBy("20003");
    ledger.providers.accounts.sms.says = { kind: "refused", code: "20003" };
    expect(await checkStoppedSenders(ledger.ctx)).toEqual({ checked: 0, stopped: 0 });
    minutes(1);
    expect(await checkStoppedSenders(ledger.ctx)).toEqual({ checked: 2, stopped: 2 });
    minutes(1);
    expect(await checkStoppedSenders(ledger.ctx)).toEqual({ checked: 0, stopped: 0 });
    minutes(1);
    expect(await checkStoppedSenders(ledger.ctx)).toEqual({ checked: 2, stopped: 2 });
  });

  test("doesn't overlook a stop that came while the provider was being asked", async () => {
    await steps.stoppedBy("21606");
    minutes(1);
    const { sms } = ledger.ctx.providers;
    const { messageId } = await ledger.armed();
    sms.checkAccount = async () => {
      await database.db
        .update(senders)
        .set({ stoppedAt: ledger.secondsFromNow(1), code: "20003" })
        .where(eq(senders.id, "twilio:texts"));
      return { kind: "passed" };
    };
    await checkStoppedSenders(ledger.ctx);
    expect(await steps.sender()).toMatchObject({ state: "stopped", code: "20003", lastCheckCode: null });
    expect(await steps.send(messageId)).toMatchObject({ kind: "held" });
  });
});

describe("a sender that works again", () => {
  test("has what waited sent once, the earliest first, and what is too late skipped", async () => {
    const first = await steps.stoppedBy("20003");
    const second = (await ledger.armed({ dueAt: ledger.secondsFromNow(-600) })).messageId;
    const late = (await ledger.armed({ relevantUntilAt: ledger.secondsFromNow(30) })).messageId;
    await steps.send(second);
    await steps.send(late);
    minutes(1);
    await checkStoppedSenders(ledger.ctx);
    expect(await steps.sender()).toMatchObject({ state: "working", code: null });
    expect(await releaseHeldMessages(ledger.ctx, 10)).toEqual({ released: 2, skipped: 1, hasMore: false });
    expect((await steps.due()).slice(-2).sort()).toEqual([first, second].sort());
    expect(await steps.stateOf(late)).toBe("skipped too_late");
    await steps.send(first);
    await steps.send(second);
    expect([await steps.stateOf(first), await steps.stateOf(second)]).toEqual(["accepted", "accepted"]);
    expect(texts()).toBe(3);
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 0 });
  });

  test("has the refusal of its account not counted among a message's own tries", async () => {
    const id = await steps.stoppedBy("20003");
    minutes(1);
    await checkStoppedSenders(ledger.ctx);
    await releaseHeldMessages(ledger.ctx, 10);
    ledger.providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20429" });
    expect(await steps.send(id)).toEqual({ kind: "retry", at: ledger.secondsFromNow(5), code: "20429" });
    expect(await ledger.message(id)).toMatchObject({ heldBySenderId: null });
  });

  test("takes up what waited in batches", async () => {
    await steps.stoppedBy("20003");
    for (let number = 0; number < 3; number += 1) await steps.send((await ledger.armed()).messageId);
    minutes(1);
    await checkStoppedSenders(ledger.ctx);
    expect(await releaseHeldMessages(ledger.ctx, 3)).toEqual({ released: 3, skipped: 0, hasMore: true });
    expect(await releaseHeldMessages(ledger.ctx, 3)).toEqual({ released: 1, skipped: 0, hasMore: false });
  });

  test("isn't stopped by the answer to an attempt from before", async () => {
    await steps.stoppedBy("20003");
    await database.db
      .update(senders)
      .set({ state: "working", ...cleared })
      .where(eq(senders.id, "twilio:texts"));
    const slow = await ledger.claimed();
    minutes(1);
    await database.db
      .update(senders)
      .set({ resumedAt: ledger.ctx.clock.now() })
      .where(eq(senders.id, "twilio:texts"));
    const outcome = refusedFor("20003");
    expect(await recordOutcome(ledger.ctx, { ...slow, outcome })).toMatchObject({ kind: "held" });
    expect(await steps.sender()).toMatchObject({ state: "working" });
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 2 });
  });

  test("or that isn't configured any more holds nothing", async () => {
    const id = await steps.stoppedBy("20003");
    ledger.ctx.providers.sms.senderIds.sms = "twilio:anew";
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 1 });
    await steps.send(id);
    expect(await steps.stateOf(id)).toBe("accepted");
  });

  test("lets a message that had failed be sent anew", async () => {
    const failed = await ledger.add({ state: "failed", code: "20003", source: "notice:created:attendee" });
    await steps.stoppedBy("20003");
    const owner = { kind: "organizer", userId: ledger.booking.ownerId } as const;
    const { id } = await retryMessage(
      { ...ledger.ctx, actor: owner },
      { id: failed.id, mayArriveTwice: false },
    );
    expect(await steps.send(id)).toMatchObject({ kind: "held" });
    minutes(1);
    await checkStoppedSenders(ledger.ctx);
    await releaseHeldMessages(ledger.ctx, 10);
    await steps.send(id);
    expect(await steps.stateOf(id)).toBe("accepted");
  });
});
