import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { eventTypes } from "@/db/schema/event-types";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { cancelBooking } from "../bookings/cancel-booking";
import { createBooking } from "../bookings/create-booking";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { getProfile } from "../profiles/get-profile";
import { listSlots } from "../slots/list-slots";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf } from "../testing/plan-of";
import { createEventType, createEventTypeInputSchema } from "./create-event-type";
import { deleteEventType } from "./delete-event-type";
import { getEventType } from "./get-event-type";
import { listEventTypes } from "./list-event-types";
import { listOfferedEventTypes } from "./list-offered-event-types";
import { type UpdateEventTypeInput, updateEventType } from "./update-event-type";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
});

const least = { title: "Intro call", slug: "intro", lengthMinutes: 30 };
const create = (more: Partial<z.input<typeof createEventTypeInputSchema>> = {}, ctx = own) =>
  createEventType(ctx, createEventTypeInputSchema.parse({ ...least, ...more }));

const allRules = {
  description: "About you",
  location: "Room 1",
  lengthOptionsMinutes: [15, 30, 60],
  slotIntervalMinutes: 15,
  startOffsetMinutes: 5,
  minimumNoticeMinutes: 60,
  bookingWindow: { kind: "business_days", days: 30, rolling: true },
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  bookingLimits: [
    { per: "day", maxCount: 4 },
    { per: "month", maxMinutes: 600 },
  ],
  maxActivePerAttendee: 2,
  onlyFirstSlotOfDay: true,
  locksTimeZone: true,
  confirmation: { kind: "short_notice", noticeMinutes: 120, pendingHoldsTime: false },
  recurrence: { frequency: "monthly", interval: 2, count: 6 },
  phoneRequired: true,
  hidden: true,
  requiresPrivateLink: true,
} as const satisfies Partial<z.input<typeof createEventTypeInputSchema>>;

describe("I offer a kind of meeting", () => {
  test("with a title, an address and a length; it can be booked from then on", async () => {
    const view = await create();
    expect(view).toMatchObject({
      ...least,
      scheduleId: mira.scheduleId,
      publicUrl: "http://punctual.test/mira/intro",
    });
    expect(await getEventType(own, { id: view.id })).toEqual(view);
    expect(await listEventTypes(own)).toEqual([view]);
    const slots = await listSlots(anonymous, {
      eventType: { username: "mira", slug: "intro" },
      from: "2026-11-03T00:00:00Z",
      to: "2026-11-04T00:00:00Z",
    });
    expect(slots).toHaveLength(16);
    expect(await auditOf(database.db)).toEqual(["event_type.created by organizer"]);
    expect(await countRows(database.db)).toMatchObject({ outbox: 0, messages: 0 });
  });

  test("with every rule there is, which reads as it was written", async () => {
    const { id } = await create(allRules);
    expect(await getEventType(own, { id })).toMatchObject(allRules);
    const seats = { perSlot: 5, showsAttendees: true, showsLeft: false };
    const seated = await create({ slug: "class", seats });
    expect(await getEventType(own, { id: seated.id })).toMatchObject({ seats });
  });

  test("at an address that I don't use twice; somebody else may use it too", async () => {
    await create();
    await expect(create()).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "User already has an event type with this slug.",
      details: { field: "slug", reason: "slug_in_use" },
    });
    await create({}, stranger);
  });

  test("by a schedule of mine", async () => {
    const foreign = await seedOrganizer(database.db, { username: "otto" });
    await expect(create({ scheduleId: foreign.scheduleId })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: `User with ID=${mira.id} does not own schedule with ID=${foreign.scheduleId}`,
    });
    expect(await database.db.select().from(eventTypes)).toEqual([]);
  });
});

describe("I change a kind of meeting", () => {
  test("in what I name, and the rest stays", async () => {
    const { id } = await create(allRules);
    const changed = await updateEventType(own, { id, title: "Chat", seats: null, recurrence: null });
    expect(changed).toMatchObject({ ...allRules, title: "Chat", recurrence: null });
    expect(await auditOf(database.db)).toContain("event_type.updated by organizer");
  });

  test("only so that its rules fit together, and I'm told which don't", async () => {
    const { id } = await create({ lengthOptionsMinutes: [15, 30], confirmation: { kind: "always" } });
    await expect(updateEventType(own, { id, lengthMinutes: 45 })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "lengthOptionsMinutes must include the usual length",
      details: { field: "lengthOptionsMinutes", reason: "settings_do_not_fit" },
    });
    const seats = { perSlot: 3, showsAttendees: false, showsLeft: true };
    await expect(updateEventType(own, { id, seats })).rejects.toMatchObject({ details: { field: "seats" } });
    expect(await getEventType(own, { id })).toMatchObject({ lengthMinutes: 30, seats: null });
  });

  test("but not to the address of another", async () => {
    await create({ slug: "taken" });
    const { id } = await create();
    await expect(updateEventType(own, { id, slug: "taken" })).rejects.toMatchObject({
      details: { reason: "slug_in_use" },
    });
  });
});

describe("I stop offering a kind of meeting", () => {
  test("so that nobody sees or books it, and its address is free again", async () => {
    const { id } = await create();
    expect(await deleteEventType(own, { id })).toEqual({
      id,
      slug: "intro",
      title: "Intro call",
      lengthMinutes: 30,
    });
    expect(await listEventTypes(own)).toEqual([]);
    expect((await getProfile(anonymous, { username: "mira" })).eventTypes).toEqual([]);
    await expect(createBooking(anonymous, bookingInput(id))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(deleteEventType(own, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await create()).id).not.toBe(id);
  });

  test("and what was booked stays: it can be cancelled, but not moved", async () => {
    const { id } = await create({ minimumNoticeMinutes: 0 });
    const { answer } = await createBooking(anonymous, bookingInput(id));
    await deleteEventType(own, { id });
    await expect(
      rescheduleBooking(anonymous, { uid: answer.uid, startsAt: "2026-11-04T09:00:00Z" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST", details: { reason: "event_type_deleted" } });
    expect((await cancelBooking(anonymous, { uid: answer.uid })).answer.status).toBe("cancelled");
  });
});

describe("anyone sees what I offer", () => {
  const offeredTo = async (ctx: TestContext, slug?: string, username = "mira") =>
    (await listOfferedEventTypes(ctx, { username, slug })).map((each) => each.slug);

  beforeEach(async () => {
    await create();
    await create({ slug: "hidden", hidden: true });
    await create({ slug: "private", requiresPrivateLink: true });
    const { id } = await create({ slug: "gone" });
    await deleteEventType(own, { id });
  });

  test("but what is hidden only by its address, and what asks for a private link not at all", async () => {
    for (const ctx of [anonymous, stranger]) {
      expect(await offeredTo(ctx)).toEqual(["intro"]);
      expect(await offeredTo(ctx, "hidden")).toEqual(["hidden"]);
      expect(await offeredTo(ctx, "private")).toEqual([]);
      expect(await offeredTo(ctx, "gone")).toEqual([]);
    }
  });

  test("I see all of it, by my name in any case", async () => {
    expect(await offeredTo(own, undefined, "MIRA")).toEqual(["intro", "hidden", "private"]);
    expect(await offeredTo(own, "private")).toEqual(["private"]);
    expect(await listOfferedEventTypes(own, { username: "mira" })).toEqual(await listEventTypes(own));
  });

  test("nobody of a name offers nothing", async () => {
    expect(await offeredTo(anonymous, undefined, "nobody")).toEqual([]);
  });
});

describe("nobody else reads or changes what I offer", () => {
  const verbs: [string, (ctx: TestContext, id: number) => Promise<unknown>][] = [
    ["get", (ctx, id) => getEventType(ctx, { id })],
    ["update", (ctx, id) => updateEventType(ctx, { id, title: "Mine now" } satisfies UpdateEventTypeInput)],
    ["delete", (ctx, id) => deleteEventType(ctx, { id })],
  ];

  test.each(verbs)("%s", async (_verb, act) => {
    const { id } = await seedEventType(database.db, mira);
    const before = await database.db.select().from(eventTypes);
    await expect(act(anonymous, id)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(act(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await database.db.select().from(eventTypes)).toEqual(before);
  });

  test("list and create are for organizers, and each has their own", async () => {
    await create();
    await expect(listEventTypes(anonymous)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(create({}, anonymous)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await listEventTypes(stranger)).toEqual([]);
  });
});
