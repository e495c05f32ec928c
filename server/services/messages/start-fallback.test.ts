import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { workflowActivations, workflowSteps } from "@/db/schema/workflows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { LookupError, type SendOutcome } from "@/server/providers/sms/port";
import { cancelBooking } from "../bookings/cancel-booking";
import { getBooking } from "../bookings/get-booking";
import { getBookingTimeline } from "../bookings/get-booking-timeline";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import type { TestContext } from "../testing/create-test-context";
import { lookUpInTime } from "../testing/look-up-in-time";
import { textWithFallback } from "../testing/text-with-fallback";
import { listMessages } from "./list-messages";
import { recordReceipt } from "./record-receipt";
import { retryMessage } from "./retry-message";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;
let mine: TestContext;
let text: Awaited<ReturnType<typeof textWithFallback>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  mine = { ...ledger.ctx, door: "organizer", actor: { kind: "organizer", userId: ledger.booking.ownerId } };
  text = await textWithFallback(database.db, ledger.booking);
});

const refused = (code: string): SendOutcome => ({ kind: "refused", refusal: "permanent", code });
const followersOf = (parentMessageId: string) =>
  database.db.select().from(messages).where(eq(messages.parentMessageId, parentMessageId));
const report = (sent: { attemptId: string }, status: "delivered" | "undelivered", errorCode?: string) =>
  recordReceipt(ledger.ctx, {
    ...{ attemptId: sent.attemptId, providerMessageId: `SM-${sent.attemptId}`, status, errorCode },
  });
const undelivered = async (values = text) => {
  const sent = await ledger.sent(values);
  await report(sent, "undelivered", "30005");
  return sent;
};
const unconfirmed = async () => {
  const sent = await ledger.sent({
    ...text,
    fallback: text.fallback && { ...text.fallback, afterMinutes: null },
  });
  for (let look = 0; look < 4; look += 1) await lookUpInTime(ledger, sent.messageId);
  return sent;
};
const failed = () => {
  ledger.providers.answerTextsWith(refused("21614"));
  return ledger.sent(text);
};

describe("a text is followed by a mail", () => {
  test.each([
    ["when it is refused for good", "failed", failed],
    ["when it is not delivered", "undelivered", () => undelivered()],
    [
      "when nobody ever says what became of it",
      "unconfirmed",
      async () => {
        text = { ...text, relevantUntilAt: ledger.secondsFromNow(3 * 86_400) };
        return unconfirmed();
      },
    ],
  ])("%s, armed in the same commit", async (_, state, make) => {
    const { messageId } = await make();
    expect((await ledger.message(messageId)).state).toBe(state);
    const [mail, ...others] = await followersOf(messageId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      ...{ state: "armed", channel: "email", recipient: "ada@example.org", recipientRole: "attendee" },
      ...{ source: `fallback:${messageId}`, bodyTemplate: "Hi {ATTENDEE_FIRST_NAME}" },
      dueAt: ledger.ctx.clock.now(),
    });
    expect((await ledger.events()).at(-1)).toMatchObject({
      name: "message/due",
      data: { messageId: mail?.id, generation: 1, channel: "email", sender: "smtp:mails" },
    });
    await sendMessage(ledger.ctx, { messageId: mail?.id ?? "", generation: 1 });
    expect(ledger.providers.handedOver.mails).toMatchObject([
      { to: "ada@example.org", subject: "Intro call: Tue, Nov 3, 2026, 9:00 AM", text: "Hi Ada" },
    ]);
  });

  test("when no receipt has come in time, after the provider was asked once more", async () => {
    const sent = await ledger.sent(text);
    const dueAt = ledger.secondsFromNow(600);
    expect(await ledger.message(sent.messageId)).toMatchObject({ fallbackAt: dueAt, nextLookAt: dueAt });
    expect(await lookUpInTime(ledger, sent.messageId)).toEqual({ kind: "open" });
    expect(await followersOf(sent.messageId)).toMatchObject([{ state: "armed", dueAt }]);
    expect(await ledger.message(sent.messageId)).toMatchObject({ state: "accepted", fallbackAt: null });
    await lookUpInTime(ledger, sent.messageId);
    expect(await followersOf(sent.messageId)).toHaveLength(1);
  });

  test("not when the provider knows at that moment that it was delivered", async () => {
    const sent = await ledger.sent(text);
    ledger.providers.lookUps.fetchStatus = async () => ({ status: "delivered" });
    await lookUpInTime(ledger, sent.messageId);
    expect(await ledger.message(sent.messageId)).toMatchObject({ state: "delivered", fallbackAt: null });
    expect(await followersOf(sent.messageId)).toEqual([]);
  });

  test("also while the provider can't be asked", async () => {
    const sent = await ledger.sent(text);
    ledger.providers.lookUps.fetchStatus = async () => {
      throw new LookupError("transient", "503");
    };
    await lookUpInTime(ledger, sent.messageId);
    expect(await followersOf(sent.messageId)).toHaveLength(1);
  });

  test("once, however often and in whatever words its failure is told", async () => {
    const sent = await undelivered();
    await report(sent, "undelivered", "30003");
    await report(sent, "undelivered");
    await Promise.all([report(sent, "undelivered", "30006"), report(sent, "undelivered", "30008")]);
    expect(await followersOf(sent.messageId)).toHaveLength(1);
  });

  test("that isn't sent, and says so, where nobody has an address", async () => {
    const { messageId } = await undelivered({
      ...text,
      fallback: { kind: "email", afterMinutes: null, to: "", subject: "S", body: "B" },
    });
    expect(await followersOf(messageId)).toMatchObject([{ state: "skipped", reason: "no_email" }]);
  });

  test("that comes out empty is skipped, and says so", async () => {
    const { messageId } = await undelivered({
      ...text,
      fallback: {
        kind: "email",
        afterMinutes: null,
        to: "a@example.org",
        subject: "S",
        body: " {MEETING_URL}",
      },
    });
    const [mail] = await followersOf(messageId);
    await sendMessage(ledger.ctx, { messageId: mail?.id ?? "", generation: 1 });
    expect(await followersOf(messageId)).toMatchObject([{ state: "skipped", reason: "body_empty" }]);
    expect(ledger.providers.handedOver.mails).toEqual([]);
  });
});

describe("a text is not followed", () => {
  const nothingFollows = async ({ messageId }: { messageId: string }) =>
    expect(await followersOf(messageId)).toEqual([]);
  const changeBooking = (columns: Partial<typeof bookings.$inferInsert>) =>
    database.db.update(bookings).set(columns).where(eq(bookings.id, ledger.booking.id));

  test("where its step has nothing follow", async () => {
    await nothingFollows(await undelivered({ ...text, fallback: null }));
  });

  test("once its booking is cancelled", async () => {
    const sent = await ledger.sent(text);
    await changeBooking({ status: "cancelled" });
    await report(sent, "undelivered", "30005");
    await nothingFollows(sent);
  });

  test("once its time is over", async () => {
    const sent = await ledger.sent(text);
    ledger.ctx.clock.set(ledger.booking.startsAt);
    await report(sent, "undelivered", "30005");
    await nothingFollows(sent);
  });

  test("once attendance is confirmed, where it asked for that", async () => {
    const asking = await textWithFallback(database.db, ledger.booking, undefined, "attendance_not_confirmed");
    const sent = await ledger.sent(asking);
    await changeBooking({ attendanceConfirmedAt: ledger.ctx.clock.now() });
    await report(sent, "undelivered", "30005");
    await nothingFollows(sent);
  });

  test("once its step has nothing follow any more, or its workflow is off", async () => {
    const { workflowId = 0, stepId = 0 } = text;
    const [first, second] = [await ledger.sent(text), await ledger.sent({ ...text, occurrence: "2" })];
    await database.db.delete(workflowActivations).where(eq(workflowActivations.workflowId, workflowId ?? 0));
    await report(first, "undelivered", "30005");
    await nothingFollows(first);
    await database.db.insert(workflowActivations).values({
      ...{ workflowId: workflowId ?? 0, eventTypeId: ledger.booking.eventTypeId },
    });
    await database.db
      .update(workflowSteps)
      .set({ fallback: null })
      .where(eq(workflowSteps.id, stepId ?? 0));
    await report(second, "undelivered", "30005");
    await nothingFollows(second);
  });
});

describe("what follows a text", () => {
  const mailOf = async (messageId: string) => (await followersOf(messageId))[0];

  test("is called off when the text was delivered after all", async () => {
    const sent = await undelivered();
    await report(sent, "delivered");
    expect(await mailOf(sent.messageId)).toMatchObject({ state: "cancelled", reason: "parent_delivered" });
    expect((await ledger.message(sent.messageId)).state).toBe("delivered");
  });

  test("stays on record beside a late delivery once it has gone out", async () => {
    const sent = await undelivered();
    const mail = await mailOf(sent.messageId);
    await sendMessage(ledger.ctx, { messageId: mail?.id ?? "", generation: 1 });
    await report(sent, "delivered");
    expect(await mailOf(sent.messageId)).toMatchObject({ state: "accepted" });
    expect((await ledger.message(sent.messageId)).state).toBe("delivered");
  });

  test("is called off with its booking, and nothing follows again", async () => {
    const sent = await undelivered();
    await cancelBooking(ledger.ctx, { uid: ledger.booking.uid });
    expect(await mailOf(sent.messageId)).toMatchObject({ state: "cancelled", reason: "booking_cancelled" });
    await report(sent, "undelivered", "30003");
    expect(await followersOf(sent.messageId)).toHaveLength(1);
    await sendMessage(ledger.ctx, { messageId: (await mailOf(sent.messageId))?.id ?? "", generation: 1 });
    expect(ledger.providers.handedOver.mails).toEqual([]);
  });

  test("is called off when the text is sent again, which has a fallback of its own", async () => {
    const sent = await undelivered();
    const again = await retryMessage(mine, { id: sent.messageId, mayArriveTwice: false });
    expect(await mailOf(sent.messageId)).toMatchObject({ state: "cancelled", reason: "parent_retried" });
    expect(await ledger.message(again.id)).toMatchObject({ fallback: text.fallback });
    ledger.providers.answerTextsWith(refused("21614"));
    await sendMessage(ledger.ctx, { messageId: again.id, generation: 1 });
    expect(await mailOf(again.id)).toMatchObject({ state: "armed" });
    await report(sent, "delivered");
    expect(await mailOf(again.id)).toMatchObject({ state: "cancelled", reason: "parent_delivered" });
  });

  test("isn't repeated for a text sent again once it has gone out", async () => {
    const sent = await undelivered();
    await sendMessage(ledger.ctx, {
      ...{ messageId: (await mailOf(sent.messageId))?.id ?? "", generation: 1 },
    });
    const again = await retryMessage(mine, { id: sent.messageId, mayArriveTwice: false });
    expect(await ledger.message(again.id)).toMatchObject({ fallback: null });
  });

  test("can be sent anew itself, with what the step says now", async () => {
    const sent = await undelivered();
    const mail = await mailOf(sent.messageId);
    ledger.providers.answerMailsWith(refused("smtp_550"));
    await sendMessage(ledger.ctx, { messageId: mail?.id ?? "", generation: 1 });
    await database.db
      .update(workflowSteps)
      .set({ fallback: { kind: "email", afterMinutes: 10, subject: "Anew", body: "Again" } })
      .where(eq(workflowSteps.id, text.stepId ?? 0));
    const again = await retryMessage(mine, { id: mail?.id ?? "", mayArriveTwice: false });
    expect(await ledger.message(again.id)).toMatchObject({
      ...{
        parentMessageId: sent.messageId,
        subjectTemplate: "Anew",
        bodyTemplate: "Again",
        channel: "email",
      },
    });
  });

  test("is shown with the text that it follows, in words", async () => {
    const sent = await ledger.sent(text);
    const uid = ledger.booking.uid;
    const [waiting] = (await getBookingTimeline(mine, { uid })).messages;
    expect(waiting?.ifUndelivered).toBe(
      "if the text isn’t delivered within 10 minutes, an e-mail goes out instead",
    );
    ledger.ctx.clock.advance(1000);
    await report(sent, "undelivered", "30005");
    const follows = "Instead of the text, which couldn’t be sent or wasn’t confirmed to have arrived.";
    expect((await getBookingTimeline(mine, { uid })).messages).toMatchObject([
      { id: sent.messageId, ifUndelivered: null, follows: null },
      { parentMessageId: sent.messageId, isNotice: false, follows },
    ]);
    const { timeline } = await getBookingTimeline(mine, { uid });
    expect(timeline.map(({ title }) => title)).toContain(
      "Text on booking, by e-mail instead: on its way out",
    );
    const view = await getBooking(ledger.ctx, { uid });
    expect(view.workflows).toMatchObject([
      { fallback: { kind: "email", afterMinutes: 10 }, parentMessageId: null },
      { fallback: null, parentMessageId: sent.messageId },
    ]);
    const { items } = await listMessages(mine, { group: "moving", skip: 0, take: 20 });
    expect(items).toMatchObject([{ channel: "email", follows }]);
  });
});
