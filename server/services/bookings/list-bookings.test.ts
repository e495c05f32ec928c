import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { scriptedProviders } from "@/server/services/testing/scripted-providers";
import { sendDueMessages } from "@/server/services/testing/send-due-messages";
import { cancelBooking } from "./cancel-booking";
import { createBooking } from "./create-booking";
import { listBookings, listBookingsInputSchema } from "./list-bookings";
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
  ctx = createTestContext(database, { providers });
  organizer = await seedOrganizer(database.db, { username: `host${counter}` });
  eventTypeId = (await seedEventType(database.db, organizer)).id;
  mine = { ...ctx, actor: { kind: "organizer", userId: organizer.id } };
});

/** Books a day of November 2026 at 10:00 in Berlin. */
async function book(day: number, attendee: Record<string, unknown> = {}): Promise<string> {
  const input = createBookingInputSchema.parse({
    eventType: { id: eventTypeId },
    startsAt: `2026-11-${String(day).padStart(2, "0")}T09:00:00Z`,
    attendee: { name: "Ada Lovelace", email: "ada@example.com", timeZone: "Europe/London", ...attendee },
  });
  return (await createBooking(ctx, input)).answer.uid;
}

function list(input: Record<string, unknown> = {}, as = mine) {
  return listBookings(as, listBookingsInputSchema.parse(input));
}

describe("which list a booking is in", () => {
  test("what is to come is upcoming, the next first, until it has ended", async () => {
    const later = await book(5);
    const sooner = await book(3);
    expect((await list()).items.map((item) => item.uid)).toEqual([sooner, later]);

    ctx.clock.set(new Date("2026-11-03T09:29:59Z"));
    expect((await list()).counts).toEqual({ upcoming: 2, requests: 0, past: 0, cancelled: 0 });
    ctx.clock.set(new Date("2026-11-03T09:30:00Z"));
    expect((await list()).counts).toEqual({ upcoming: 1, requests: 0, past: 1, cancelled: 0 });
    expect((await list({ tab: "past" })).items.map((item) => item.uid)).toEqual([sooner]);
  });

  test("a cancelled one says why", async () => {
    const uid = await book(3);
    await cancelBooking(mine, { uid, cancellationReason: "Away that day" });
    const cancelled = await list({ tab: "cancelled" });
    expect(cancelled.counts).toEqual({ upcoming: 0, requests: 0, past: 0, cancelled: 1 });
    expect(cancelled.items).toMatchObject([
      { uid, status: "cancelled", cancellationReason: "Away that day" },
    ]);
  });

  test("a request is a request and upcoming until it has begun", async () => {
    const confirmed = await seedEventType(database.db, organizer, {
      slug: "on-request",
      confirmation: "always",
    });
    eventTypeId = confirmed.id;
    const uid = await book(3);
    ctx.clock.set(new Date("2026-11-03T08:59:59Z"));
    const requests = await list({ tab: "requests" });
    expect(requests.items).toMatchObject([{ uid, status: "pending" }]);
    expect(requests.counts).toEqual({ upcoming: 1, requests: 1, past: 0, cancelled: 0 });
    ctx.clock.set(new Date("2026-11-03T09:00:00Z"));
    expect((await list()).counts).toMatchObject({ upcoming: 1, requests: 0 });
  });

  test("a moved one is in no list: its successor is", async () => {
    const uid = await book(3);
    const moved = await rescheduleBooking(ctx, { uid, startsAt: "2026-11-04T09:00:00Z" });
    expect((await list()).items.map((item) => item.uid)).toEqual([moved.answer.uid]);
    expect((await list()).counts).toEqual({ upcoming: 1, requests: 0, past: 0, cancelled: 0 });
  });
});

test.each([
  ["lovelace", 1],
  ["ADA@", 1],
  ["171 234", 1],
  ["0171 234 56-78", 1],
  ["+49171", 1],
  ["%", 0],
  ["a_a", 0],
  ["", 2],
])("the search for %j finds %i", async (search, count) => {
  await book(3, { phoneNumber: "+491712345678" });
  await book(4, { name: "Grace Hopper", email: "grace@example.com" });
  const { items, counts } = await list({ search });
  expect(items).toHaveLength(count);
  expect(counts.upcoming).toBe(count);
});

test("pages follow each other without gap or repetition", async () => {
  const uids: string[] = [];
  for (const day of [3, 4, 5]) uids.push(await book(day));
  const first = await list({ take: 2 });
  const second = await list({ take: 2, skip: 2 });
  expect([...first.items, ...second.items].map((item) => item.uid)).toEqual(uids);
  expect(second.counts.upcoming).toBe(3);
});

test("each booking says what its messages make of it", async () => {
  await seedWorkflow(database.db, organizer, { activeOnAll: true });
  await seedWorkflow(database.db, organizer, {
    trigger: "before_meeting",
    offsetMinutes: 1440,
    activeOnAll: true,
  });
  providers.answerTextsWith({ kind: "refused", refusal: "permanent", code: "21614" });
  const uid = await book(5, { phoneNumber: "+491712345678" });
  expect((await list()).items[0]?.messages).toMatchObject({ isMoving: true, worst: { tone: "moving" } });

  await sendDueMessages(ctx, uid);
  expect((await list()).items[0]?.messages).toEqual({
    isMoving: false,
    worst: { tone: "bad", headline: "Failed", channel: "sms" },
    next: { channel: "sms", dueAt: "2026-11-04T09:00:00.000Z" },
  });
});

test("an API key sees what its owner sees", async () => {
  await book(3);
  const byKey: TestContext = {
    ...ctx,
    actor: { kind: "api_key", keyId: 1, userId: organizer.id, scope: "read" },
  };
  expect((await list({}, byKey)).items).toHaveLength(1);
});

test("another organizer sees none of it, and anyone else is turned away", async () => {
  await book(3);
  const stranger = await seedOrganizer(database.db, { username: `stranger${counter}` });
  const theirs: TestContext = { ...ctx, actor: { kind: "organizer", userId: stranger.id } };
  expect(await list({}, theirs)).toEqual({
    items: [],
    counts: { upcoming: 0, requests: 0, past: 0, cancelled: 0 },
  });
  await expect(list({}, ctx)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
