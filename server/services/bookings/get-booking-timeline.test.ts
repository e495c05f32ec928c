import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { recordReceipt } from "@/server/services/messages/record-receipt";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { scriptedProviders } from "@/server/services/testing/scripted-providers";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { sendDueMessages } from "@/server/services/testing/send-due-messages";
import { cancelBooking } from "./cancel-booking";
import { createBooking } from "./create-booking";
import { type BookingTimeline, getBookingTimeline } from "./get-booking-timeline";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let ctx: TestContext;
let mine: TestContext;
let organizer: SeededOrganizer;
let eventTypeId: number;
let providers: ReturnType<typeof scriptedProviders>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

let counter = 0;

beforeEach(async () => {
  counter += 1;
  providers = scriptedProviders();
  ctx = createTestContext(database, { providers, door: "web" });
  organizer = await seedOrganizer(database.db, { username: `host${counter}` });
  eventTypeId = (await seedEventType(database.db, organizer)).id;
  mine = { ...ctx, door: "organizer", actor: { kind: "organizer", userId: organizer.id } };
  await seedWorkflow(database.db, organizer, { name: "Confirmation text", activeOnAll: true });
});

async function book(as: TestContext = ctx): Promise<string> {
  const input = createBookingInputSchema.parse({
    eventType: { id: eventTypeId },
    startsAt: "2026-11-05T09:00:00Z",
    attendee: { name: "Ada Lovelace", phoneNumber: "+491712345678", timeZone: "Europe/London" },
  });
  return (await createBooking(as, input)).answer.uid;
}

/** The entries about the booking and its texts, without those about the host's mails. */
function story({ timeline, messages: own }: BookingTimeline) {
  const texts = new Set(own.filter(({ channel }) => channel === "sms").map(({ id }) => id));
  return timeline.filter((entry) => entry.kind === "booking" || texts.has(entry.messageId ?? ""));
}

async function attemptOf(uid: string) {
  const { messages: own } = await getBookingTimeline(mine, { uid });
  const text = own.find(({ channel }) => channel === "sms");
  const [row] = await database.db
    .select()
    .from(messages)
    .where(eq(messages.id, text?.id ?? ""));
  return { attemptId: row?.currentAttemptId ?? "", providerMessageId: row?.providerMessageId ?? "" };
}

describe("a text's way", () => {
  test("is told from the booking to the receipt, with the provider's id", async () => {
    const uid = await book();
    ctx.clock.advance(1000);
    await sendDueMessages(ctx, uid);
    ctx.clock.advance(2000);
    const { attemptId, providerMessageId } = await attemptOf(uid);
    await recordReceipt(ctx, { attemptId, providerMessageId, status: "delivered" });

    const timeline = await getBookingTimeline(mine, { uid });
    expect(story(timeline)).toMatchObject([
      { kind: "booking", title: "Booked", meaning: "By Ada Lovelace, on the booking page." },
      {
        kind: "attempt",
        title: "Confirmation text: sent",
        at: "2026-11-02T08:00:01.000Z",
        provider: { messageId: providerMessageId },
      },
      { kind: "receipt", title: "Confirmation text: delivered", at: "2026-11-02T08:00:03.000Z" },
    ]);
    expect(timeline.isMoving).toBe(false);
    expect(timeline.messages.find(({ channel }) => channel === "sms")).toMatchObject({
      headline: "Delivered",
      recipient: "+491712345678",
      body: "Hi Ada Lovelace",
      attemptCount: 1,
    });
  });

  test("names every refusal in plain words, and what is still to come", async () => {
    providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20429", httpStatus: 429 });
    const uid = await book();
    await sendDueMessages(ctx, uid);
    const timeline = await getBookingTimeline(mine, { uid });
    expect(story(timeline)).toMatchObject([
      { kind: "booking" },
      {
        title: "Confirmation text: refused",
        meaning: "Twilio was asked too often at once.",
        tone: "bad",
        provider: { code: "20429", httpStatus: 429 },
      },
      { kind: "due", title: "Confirmation text: will be tried again", at: "2026-11-02T08:00:05.000Z" },
    ]);
    expect(timeline.isMoving).toBe(true);
  });

  test("a second attempt is called the second", async () => {
    providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20503" });
    const uid = await book();
    await sendDueMessages(ctx, uid);
    ctx.clock.advance(60_000);
    await sendDueMessages(ctx, uid);
    expect(story(await getBookingTimeline(mine, { uid })).map(({ title }) => title)).toEqual([
      "Booked",
      "Confirmation text: refused",
      "Confirmation text: sent (attempt 2)",
    ]);
  });

  test("an unanswered attempt says that it is looked up, not repeated", async () => {
    providers.answerTextsWith({ kind: "unknown", reason: "timeout" });
    const uid = await book();
    await sendDueMessages(ctx, uid);
    expect(story(await getBookingTimeline(mine, { uid })).at(-1)).toMatchObject({
      title: "Confirmation text: no answer",
      meaning:
        "The provider didn’t answer in time. It may have gone out, so it is looked up and not repeated.",
    });
  });
});

describe("a booking's way", () => {
  test("spans every move, whichever link of the chain is asked for", async () => {
    const first = await book();
    const second = (
      await rescheduleBooking(mine, {
        uid: first,
        startsAt: "2026-11-06T09:00:00Z",
        reschedulingReason: "A clash",
      })
    ).answer.uid;
    const third = (await rescheduleBooking(ctx, { uid: second, startsAt: "2026-11-09T09:00:00Z" })).answer
      .uid;
    for (const uid of [first, second, third]) {
      const { chain, timeline } = await getBookingTimeline(mine, { uid });
      expect(chain.map((link) => link.uid)).toEqual([first, second, third]);
      expect(timeline.filter(({ kind }) => kind === "booking")).toMatchObject([
        { title: "Booked", startsAt: "2026-11-05T09:00:00.000Z" },
        {
          title: "Moved",
          meaning: "By you, in Punctual. Reason: A clash",
          previousStartsAt: "2026-11-05T09:00:00.000Z",
          startsAt: "2026-11-06T09:00:00.000Z",
        },
        { title: "Moved", meaning: "By someone with Ada Lovelace’s booking link, on the booking page." },
      ]);
    }
  });

  test("what a cancellation ends is listed after it", async () => {
    const uid = await book();
    await cancelBooking(mine, { uid, cancellationReason: "Away" });
    expect(story(await getBookingTimeline(mine, { uid }))).toMatchObject([
      { title: "Booked" },
      { title: "Cancelled", meaning: "By you, in Punctual. Reason: Away" },
      { title: "Confirmation text: called off", meaning: "The booking was cancelled first." },
    ]);
  });

  test("a booking through the API names the key", async () => {
    const { keyId } = await seedApiKey(database.db, organizer);
    const uid = await book({
      ...ctx,
      door: "rest",
      actor: { kind: "api_key", keyId, userId: organizer.id, scope: "book" },
    });
    expect((await getBookingTimeline(mine, { uid })).timeline[0]).toMatchObject({
      meaning: "By the API key “Test”, through the API.",
    });
  });
});

test("a stranger is told that there is no such booking, anyone else to sign in", async () => {
  const uid = await book();
  const stranger = await seedOrganizer(database.db, { username: `stranger${counter}` });
  const theirs: TestContext = { ...ctx, actor: { kind: "organizer", userId: stranger.id } };
  await expect(getBookingTimeline(theirs, { uid })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getBookingTimeline(mine, { uid: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getBookingTimeline(ctx, { uid })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
