import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import type { MessageGroup } from "@/server/domain/workflows/message-groups";
import { readOverview } from "@/server/services/accounts/read-overview";
import { cancelBooking } from "@/server/services/bookings/cancel-booking";
import { createBooking } from "@/server/services/bookings/create-booking";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { scriptedProviders } from "@/server/services/testing/scripted-providers";
import { sendDueMessages } from "@/server/services/testing/send-due-messages";
import { listMessages, listMessagesInputSchema } from "./list-messages";
import { lookAfterMessages } from "./look-after-messages";
import { retryMessage } from "./retry-message";

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
  mine = { ...ctx, actor: { kind: "organizer", userId: organizer.id } };
  await seedWorkflow(database.db, organizer, { name: "Confirm", activeOnAll: true });
  await seedWorkflow(database.db, organizer, {
    name: "Remind",
    trigger: "before_meeting",
    offsetMinutes: 1440,
    activeOnAll: true,
  });
});

async function book(startsAt = "2026-11-05T09:00:00Z"): Promise<string> {
  const input = createBookingInputSchema.parse({
    eventType: { id: eventTypeId },
    startsAt,
    attendee: { name: "Ada Lovelace", phoneNumber: "+491712345678", timeZone: "Europe/London" },
  });
  return (await createBooking(ctx, input)).answer.uid;
}

/** The names of the texts in each list that has any. */
async function textsByGroup(): Promise<Partial<Record<MessageGroup, string[]>>> {
  const lists: Partial<Record<MessageGroup, string[]>> = {};
  for (const group of ["attention", "moving", "scheduled", "sent", "stopped"] as const) {
    const { items } = await listMessages(mine, listMessagesInputSchema.parse({ group }));
    const names = items.filter(({ channel }) => channel === "sms").map(({ name }) => name);
    if (names.length > 0) lists[group] = names;
  }
  return lists;
}

test("a message moves from list to list as it goes its way", async () => {
  const uid = await book();
  expect(await textsByGroup()).toEqual({ moving: ["Confirm"], scheduled: ["Remind"] });
  await sendDueMessages(ctx, uid);
  expect(await textsByGroup()).toEqual({ sent: ["Confirm"], scheduled: ["Remind"] });
  await cancelBooking(mine, { uid, cancellationReason: "Away" });
  expect(await textsByGroup()).toEqual({ sent: ["Confirm"], stopped: ["Remind"] });
});

test("the counts add up to all messages, each counted once", async () => {
  const uid = await book();
  await book("2026-11-02T10:00:00Z");
  await sendDueMessages(ctx, uid);
  const { counts } = await listMessages(mine, listMessagesInputSchema.parse({}));
  expect(counts).toEqual({ attention: 0, moving: 2, scheduled: 1, sent: 2, stopped: 3 });
});

test("a refused text needs attention while its meeting is to come", async () => {
  providers.answerTextsWith({ kind: "refused", refusal: "permanent", code: "21614" });
  const uid = await book();
  await sendDueMessages(ctx, uid);
  expect((await textsByGroup()).attention).toEqual(["Confirm"]);
  const { attention } = await readOverview(mine);
  expect(attention).toMatchObject({
    count: 1,
    items: [
      {
        headline: "Failed",
        meaning: "This number can’t receive texts; it is not a mobile number.",
        booking: { uid, attendeeName: "Ada Lovelace" },
      },
    ],
  });

  ctx.clock.set(new Date("2026-11-05T09:30:00Z"));
  expect((await readOverview(mine)).attention.count).toBe(0);
  expect((await textsByGroup()).attention).toEqual(["Confirm"]);
});

test("a text that was sent again doesn't need attention any more", async () => {
  providers.answerTextsWith({ kind: "refused", refusal: "permanent", code: "21408" });
  await sendDueMessages(ctx, await book());
  const { items } = await listMessages(mine, listMessagesInputSchema.parse({}));
  expect(items).toMatchObject([{ choices: { canCancel: false, retry: { kind: "possible" } } }]);
  await retryMessage(mine, { id: items[0]?.id ?? "", mayArriveTwice: false });
  expect(await textsByGroup()).toEqual({ moving: ["Confirm"], scheduled: ["Remind"], stopped: ["Confirm"] });
  expect((await readOverview(mine)).attention.count).toBe(0);
});

test("a text dropped because it couldn't go out in time needs attention; one that never had time doesn't", async () => {
  await book();
  await book("2026-11-02T10:00:00Z");
  expect((await textsByGroup()).stopped).toEqual(["Remind"]);
  ctx.clock.set(new Date("2026-11-05T10:00:00Z"));
  await lookAfterMessages(ctx, 100);
  expect((await textsByGroup()).attention).toEqual(["Remind", "Confirm", "Confirm"]);
});

test("another organizer sees none of it, and anyone else is turned away", async () => {
  await book();
  const stranger = await seedOrganizer(database.db, { username: `stranger${counter}` });
  const input = listMessagesInputSchema.parse({ group: "moving" });
  const theirs: TestContext = { ...ctx, actor: { kind: "organizer", userId: stranger.id } };
  expect(await listMessages(theirs, input)).toMatchObject({ items: [], counts: { moving: 0, scheduled: 0 } });
  await expect(listMessages(ctx, input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
