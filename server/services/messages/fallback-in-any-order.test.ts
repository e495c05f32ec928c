import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempts, messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { cancelBooking } from "../bookings/cancel-booking";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { textWithFallback } from "../testing/text-with-fallback";
import { armBookingMessages } from "./arm-messages";
import { claimMessage } from "./claim-message";
import { lookUpMessage } from "./look-up-message";
import { recordOutcome } from "./record-outcome";
import { recordReceipt } from "./record-receipt";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;
let text: Awaited<ReturnType<typeof textWithFallback>>;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
  ledger = await createMessageLedger(database);
  text = await textWithFallback(database.db, ledger.booking);
});
afterAll(() => database.close());

const happenings = [
  "accepted",
  "refused",
  "undelivered",
  "undelivered otherwise",
  "delivered",
  "ten minutes pass",
  "the mail's turn comes",
  "cancelled",
] as const;
type Happening = (typeof happenings)[number];

/** Some of all that can happen, any of it more than once, in any order. */
const stories: fc.Arbitrary<Happening[]> = fc.array(fc.constantFrom(...happenings), {
  minLength: 2,
  maxLength: 9,
});

type Story = { bookingId: number; uid: string; messageId: string; attemptId: string };

async function begin(): Promise<Story> {
  const { ctx, booking } = ledger;
  // The clock only goes on; each story has a meeting of its own ahead.
  const startsAt = ledger.secondsFromNow(2 * 86_400);
  const own = await seedBooking(
    database.db,
    { id: booking.eventTypeId, ownerId: booking.ownerId },
    { startsAt },
  );
  const { id } = await seedMessage(database.db, own, { ...text, dueAt: ctx.clock.now() });
  await armBookingMessages(ctx, own.id);
  const { generation } = await ledger.message(id);
  await claimMessage(ctx, { messageId: id, generation });
  const attemptId = (await ledger.message(id)).currentAttemptId ?? "";
  return { bookingId: own.id, uid: own.uid, messageId: id, attemptId };
}

const mailsOf = ({ messageId }: Story) =>
  database.db.select().from(messages).where(eq(messages.parentMessageId, messageId));

async function attemptsAtMails(story: Story) {
  const ids = (await mailsOf(story)).map(({ id }) => id);
  return database.db.select().from(attempts).where(inArray(attempts.messageId, ids));
}

async function happen(happening: Happening, story: Story): Promise<void> {
  const { ctx } = ledger;
  const { messageId, attemptId } = story;
  const providerMessageId = `SM-${attemptId}`;
  const report = (status: "delivered" | "undelivered", errorCode?: string) =>
    recordReceipt(ctx, { attemptId, providerMessageId, status, errorCode });
  switch (happening) {
    case "accepted":
      await recordOutcome(ctx, { messageId, attemptId, outcome: { kind: "accepted", providerMessageId } });
      return;
    case "refused": {
      const outcome = { kind: "refused", refusal: "permanent", code: "21614" } as const;
      await recordOutcome(ctx, { messageId, attemptId, outcome });
      return;
    }
    case "undelivered":
      await report("undelivered", "30005");
      return;
    case "undelivered otherwise":
      await report("undelivered", "30003");
      return;
    case "delivered":
      await report("delivered");
      return;
    case "ten minutes pass":
      ctx.clock.advance(600_000);
      await lookUpMessage(ctx, messageId);
      return;
    case "the mail's turn comes":
      for (const { id, generation } of await mailsOf(story))
        await sendMessage(ctx, { messageId: id, generation });
      return;
    case "cancelled":
      await cancelBooking(ctx, { uid: story.uid }).catch(() => undefined);
  }
}

/** However the story went: at most one mail, sent at most once, none that is open beside a text known to be delivered. */
async function expectOneMailAtMost(story: Story): Promise<void> {
  const mails = await mailsOf(story);
  expect(mails.length).toBeLessThanOrEqual(1);
  const tried = mails.length === 0 ? [] : await attemptsAtMails(story);
  expect(tried.length).toBeLessThanOrEqual(1);
  const text = await ledger.message(story.messageId);
  const [mail] = mails;
  if (text.state === "delivered") expect(["accepted", "cancelled", undefined]).toContain(mail?.state);
  if (text.fallbackAt !== null) expect(mail).toBeUndefined();
}

test("in any order of refusals, receipts, time and a cancellation there is one mail at most, and none after the cancellation", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (order) => {
      const story = await begin();
      let sentBefore: number | null = null;
      for (const happening of order) {
        await happen(happening, story);
        await expectOneMailAtMost(story);
        if (happening === "cancelled" && sentBefore === null) {
          const mails = await mailsOf(story);
          expect(mails.every(({ state }) => ["cancelled", "accepted"].includes(state))).toBe(true);
          sentBefore = mails.length === 0 ? 0 : (await attemptsAtMails(story)).length;
        }
      }
      await happen("the mail's turn comes", story);
      await expectOneMailAtMost(story);
      const mails = await mailsOf(story);
      const sent = mails.length === 0 ? 0 : (await attemptsAtMails(story)).length;
      if (sentBefore !== null) expect(sent).toBe(sentBefore);
      else if (["failed", "undelivered"].includes((await ledger.message(story.messageId)).state)) {
        expect(sent).toBe(1);
      }
    }),
    { numRuns: 20, seed: 20_261_124, endOnFailure: true },
  );
});

test("so it is when all of it comes at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (order) => {
      const story = await begin();
      await Promise.all(order.map((happening) => happen(happening, story)));
      const isCancelled = order.includes("cancelled");
      const before = (await mailsOf(story)).length === 0 ? 0 : (await attemptsAtMails(story)).length;
      await happen("the mail's turn comes", story);
      await expectOneMailAtMost(story);
      const mails = await mailsOf(story);
      const sent = mails.length === 0 ? 0 : (await attemptsAtMails(story)).length;
      if (isCancelled) expect(sent).toBe(before);
    }),
    { numRuns: 12, seed: 20_261_124, endOnFailure: true },
  );
});
