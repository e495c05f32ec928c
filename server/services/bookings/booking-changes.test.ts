import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf, eventsOf, planOf } from "../testing/plan-of";
import { addGuests, addGuestsInputSchema } from "./add-guests";
import { cancelBooking } from "./cancel-booking";
import { changeLocation, changeLocationInputSchema } from "./change-location";
import { createBooking } from "./create-booking";
import { getBookingTimeline } from "./get-booking-timeline";
import { getCalendarLinks } from "./get-calendar-links";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let introId: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  introId = (await seedEventType(database.db, mira, { location: "Room 1" })).id;
});

const book = async (more: Parameters<typeof bookingInput>[1] = {}, eventTypeId = introId) =>
  (await createBooking(anonymous, bookingInput(eventTypeId, more))).answer;
const newsOf = async (uid: string) =>
  (await planOf(database.db, uid)).filter((line) => /^New place/.test(line));
const guests = async (uid: string, added: string[], ctx = own) =>
  (await addGuests(ctx, addGuestsInputSchema.parse({ uid, guests: added }))).answer;

describe("I change where a meeting takes place", () => {
  test("so the attendee is told, and it is on record", async () => {
    const { uid, calendarSequence } = await book();
    const changed = await changeLocation(own, { uid, location: "Room 2" });
    expect(changed).toMatchObject({ location: "Room 2", calendarSequence: calendarSequence + 1 });
    expect(await newsOf(uid)).toEqual(["New place, attendee: planned"]);
    expect(await auditOf(database.db)).toContain("booking.location_changed by organizer");
    expect(await eventsOf(database.db)).toContain(`booking/updated ${uid}`);
    const { timeline } = await getBookingTimeline(own, { uid });
    expect(timeline.map(({ title }) => title)).toContain("Place changed");
  });

  test("twice before the news went out, so it is told once; to where it is already, so nothing is", async () => {
    const { uid } = await book();
    for (const location of ["Room 2", "Room 3"]) await changeLocation(own, { uid, location });
    expect(await newsOf(uid)).toEqual(["New place, attendee: planned"]);
    const before = await countRows(database.db);
    expect((await changeLocation(own, { uid, location: "Room 3" })).location).toBe("Room 3");
    expect(await countRows(database.db)).toEqual(before);
  });

  test("of a session, so all who sit in it are told", async () => {
    const { id } = await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 3 });
    const first = await book({}, id);
    const second = await book({ attendee: { name: "Bo", email: "bo@example.org", timeZone: "UTC" } }, id);
    const changed = await changeLocation(own, { uid: second.uid, location: "https://meet.example.org/x" });
    expect([changed.uid, changed.others?.[0]?.uid]).toEqual([second.uid, first.uid]);
    for (const { uid } of [first, second]) expect(await newsOf(uid)).toHaveLength(1);
  });
});

describe("I add guests", () => {
  test("and nobody twice", async () => {
    const { uid } = await book({ guests: ["cy@example.org"] });
    const added = ["DI@example.org", "cy@example.org", "ada@example.org"];
    expect((await guests(uid, added)).guests).toEqual(["cy@example.org", "di@example.org"]);
    expect(await auditOf(database.db)).toContain("booking.guests_added by organizer");
    const before = await countRows(database.db);
    await guests(uid, ["di@example.org"]);
    expect(await countRows(database.db)).toEqual(before);
  });

  test("once, however often the request is repeated with its key", async () => {
    const { uid } = await book();
    const input = { uid, guests: ["di@example.org"], idempotencyKey: "guests" };
    const first = await addGuests(own, input);
    const second = await addGuests(own, input);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.answer).toEqual(first.answer);
  });

  test("but not more than ten, and not to a seat", async () => {
    const { uid } = await book({ guests: ["cy@example.org"] });
    const ten = Array.from({ length: 10 }, (_, index) => `guest${index}@example.org`);
    await expect(guests(uid, ten)).rejects.toMatchObject({ details: { reason: "too_many_guests" } });
    const { id } = await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 3 });
    const seat = await book({ startsAt: "2026-11-04T09:00:00Z" }, id);
    await expect(guests(seat.uid, ["di@example.org"])).rejects.toMatchObject({
      details: { field: "guests", reason: "guests_need_seats" },
    });
  });
});

test("my calendar links lead to the booking's time and page", async () => {
  const { uid } = await book();
  const links = await getCalendarLinks(own, { uid });
  expect(links.map(({ label }) => label)).toEqual([
    "Google Calendar",
    "Microsoft Office",
    "Microsoft Outlook",
    "ICS",
  ]);
  expect(links[3]?.link).toBe(`http://punctual.test/booking/${uid}/calendar.ics`);
  for (const { link } of links.slice(1, 3)) {
    const { searchParams } = new URL(link);
    expect(searchParams.get("startdt")).toBe("2026-11-03T09:00:00.000Z");
    expect(searchParams.get("location")).toBe("Room 1");
  }
});

describe.each<[what: string, change: (ctx: TestContext, uid: string) => Promise<unknown>]>([
  ["changing the place", (ctx, uid) => changeLocation(ctx, { uid, location: "Room 9" })],
  ["adding guests", (ctx, uid) => guests(uid, ["di@example.org"], ctx)],
  ["calendar links", (ctx, uid) => getCalendarLinks(ctx, { uid })],
])("%s is the host's", (_what, change) => {
  test("another finds nothing, a visitor is turned away, and nothing is written", async () => {
    const { uid } = await book();
    const before = await countRows(database.db);
    await expect(change(stranger, uid)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(change(anonymous, uid)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(change(own, "nowhere")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await countRows(database.db)).toEqual(before);
  });
});

test("a booking that is cancelled is not changed any more", async () => {
  const { uid } = await book();
  await cancelBooking(anonymous, { uid });
  const over = { details: { reason: "already_cancelled" } };
  await expect(changeLocation(own, { uid, location: "Room 9" })).rejects.toMatchObject(over);
  await expect(guests(uid, ["di@example.org"])).rejects.toMatchObject(over);
});

test.each([
  [changeLocationInputSchema, { uid: "x", location: " " }],
  [changeLocationInputSchema, { uid: "x", location: "x".repeat(501) }],
  [addGuestsInputSchema, { uid: "x", guests: [] }],
  [addGuestsInputSchema, { uid: "x", guests: ["di"] }],
])("bad input is refused", (schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});
