import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attendees, bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedAttempt } from "@/db/testing/seed-message";
import { whenLockIsAwaited } from "@/db/testing/when-lock-is-awaited";
import { messageStates } from "@/server/domain/workflows/message-state";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { claimMessage } from "./claim-message";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const claim = (claimable: { messageId: string; generation: number }) => claimMessage(ledger.ctx, claimable);
const notClaimable = { kind: "not_claimable" };

describe("claiming a message", () => {
  test("puts the attempt on record, with its words and a lease, before anything leaves", async () => {
    const armed = await ledger.armed();
    const claimed = await claim(armed);
    expect(claimed).toMatchObject({
      kind: "claimed",
      message: { messageId: armed.messageId, channel: "sms", to: "+4930901820", body: "Hi Ada" },
    });
    const [attempt] = await ledger.attemptsOf(armed.messageId);
    expect(attempt).toMatchObject({
      id: claimed.kind === "claimed" && claimed.message.attemptId,
      number: 1,
      generation: 1,
      state: "started",
      provider: "twilio",
      body: "Hi Ada",
      requestId: "test-request",
      startedAt: ledger.ctx.clock.now(),
      endedAt: null,
      providerMessageId: null,
    });
    expect(await ledger.message(armed.messageId)).toMatchObject({
      state: "sending",
      currentAttemptId: attempt?.id,
      leaseExpiresAt: ledger.secondsFromNow(45),
      nextLookAt: ledger.secondsFromNow(45),
      lookCount: 0,
    });
  });

  test("is for one of those who try at once", async () => {
    const armed = await ledger.armed();
    const claims = await Promise.all([claim(armed), claim(armed), claim(armed), claim(armed)]);
    expect(claims.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
    expect(await ledger.attemptsOf(armed.messageId)).toHaveLength(1);
  });

  test("a second time finds nothing to claim", async () => {
    const armed = await ledger.armed();
    await claim(armed);
    expect(await claim(armed)).toEqual(notClaimable);
    expect(await ledger.attemptsOf(armed.messageId)).toHaveLength(1);
  });

  test.each([0, 2])("of generation %i is refused while 1 is the current one", async (generation) => {
    const { messageId } = await ledger.armed();
    expect(await claim({ messageId, generation })).toEqual(notClaimable);
    expect((await ledger.message(messageId)).state).toBe("armed");
  });

  test("that doesn't exist is refused", async () => {
    expect(await claim({ messageId: ledger.ctx.random.uuid(), generation: 1 })).toEqual(notClaimable);
  });

  test.each(messageStates.filter((state) => state !== "armed" && state !== "retrying"))(
    "that is %s is refused and left as it is",
    async (state) => {
      const before = await ledger.add({ state, generation: 1 });
      expect(await claim({ messageId: before.id, generation: 1 })).toEqual(notClaimable);
      expect(await ledger.message(before.id)).toEqual(before);
    },
  );

  test("that a change is just ending waits for the change and gets nothing", async () => {
    const armed = await ledger.armed();
    const claims = await database.db.transaction(async (tx) => {
      await tx
        .update(messages)
        .set({ state: "cancelled", reason: "booking_cancelled", nextLookAt: null })
        .where(eq(messages.id, armed.messageId));
      const claiming = claim(armed);
      await whenLockIsAwaited(database);
      return [claiming];
    });
    expect(await claims[0]).toEqual(notClaimable);
    expect(await ledger.attemptsOf(armed.messageId)).toEqual([]);
  });
});

describe("the time of a claim", () => {
  test("is not before the message is due", async () => {
    const dueAt = ledger.secondsFromNow(60);
    const armed = await ledger.armed({ dueAt });
    ledger.ctx.clock.advance(59_999);
    expect(await claim(armed)).toEqual({ kind: "not_due", at: dueAt });
    expect((await ledger.message(armed.messageId)).state).toBe("armed");
    ledger.ctx.clock.advance(1);
    expect(await claim(armed)).toMatchObject({ kind: "claimed" });
  });

  test("is not before a refused attempt may be repeated, which then counts as the next attempt", async () => {
    const nextAttemptAt = ledger.secondsFromNow(15);
    const message = await ledger.add({ state: "retrying", nextAttemptAt });
    const refusal = { refusal: "transient", code: "20429", endedAt: ledger.ctx.clock.now() } as const;
    await seedAttempt(database.db, message, { state: "refused", ...refusal });
    const again = { messageId: message.id, generation: 1 };
    expect(await claim(again)).toEqual({ kind: "not_due", at: nextAttemptAt });
    ledger.ctx.clock.advance(15_000);
    expect(await claim(again)).toMatchObject({ kind: "claimed" });
    expect((await ledger.attemptsOf(message.id)).map(({ number }) => number)).toEqual([1, 2]);
    expect((await ledger.message(message.id)).nextAttemptAt).toBeNull();
  });

  test.each([
    ["armed", {}],
    ["retrying", { nextAttemptAt: new Date("2026-11-02T08:00:00Z") }],
  ] as const)(
    "of an %s message is never once it would say nothing useful: it is skipped as too late",
    async (state, columns) => {
      const relevantUntilAt = ledger.secondsFromNow(60);
      const { id } = await ledger.add({ state, relevantUntilAt, ...columns });
      ledger.ctx.clock.advance(60_000);
      expect(await claim({ messageId: id, generation: 1 })).toEqual(notClaimable);
      expect(await ledger.message(id)).toMatchObject({
        state: "skipped",
        reason: "too_late",
        nextLookAt: null,
        nextAttemptAt: null,
        currentAttemptId: null,
      });
      expect(await ledger.attemptsOf(id)).toEqual([]);
    },
  );
});

describe("the words of a claimed message", () => {
  test("are those of the booking as it is now", async () => {
    const armed = await ledger.armed({ bodyTemplate: "Where: {LOCATION}" });
    await database.db.update(bookings).set({ location: "Room 2" }).where(eq(bookings.id, ledger.booking.id));
    expect(await claim(armed)).toMatchObject({ message: { body: "Where: Room 2" } });
  });

  test("that come to nothing skip it instead", async () => {
    const armed = await ledger.armed({ bodyTemplate: " {MEETING_URL}\n" });
    expect(await claim(armed)).toEqual(notClaimable);
    expect(await ledger.message(armed.messageId)).toMatchObject({ state: "skipped", reason: "body_empty" });
    expect(await ledger.attemptsOf(armed.messageId)).toEqual([]);
  });

  test("to the attendee can be answered to the host, under a subject of one line", async () => {
    const armed = await ledger.armed({
      channel: "email",
      recipient: "ada@example.org",
      subjectTemplate: "{EVENT_NAME}\r\nBcc: everybody@example.org",
    });
    expect(await claim(armed)).toMatchObject({
      message: {
        channel: "email",
        to: "ada@example.org",
        subject: "Intro call Bcc: everybody@example.org",
        replyTo: "mira@example.org",
      },
    });
    expect((await ledger.attemptsOf(armed.messageId))[0]?.provider).toBe("smtp");
  });

  test.each(["ada@example.org", null])(
    "to the host can be answered to the attendee, if at %s",
    async (email) => {
      await database.db.update(attendees).set({ email }).where(eq(attendees.bookingId, ledger.booking.id));
      const mail = { channel: "email", recipientRole: "host", recipient: "mira@example.org" } as const;
      const armed = await ledger.armed({ ...mail, subjectTemplate: "News" });
      expect(await claim(armed)).toMatchObject({ message: { replyTo: email } });
    },
  );
});
