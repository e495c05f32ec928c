import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { bookings as bookingRows } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { getBooking } from "./get-booking";
import { searchBookings, searchBookingsInputSchema } from "./search-bookings";

let database: TestDatabase;
let mira: TestContext;
let noor: TestContext;
let callId: number;

const at = (day: string) => new Date(`2026-11-${day}T09:00:00Z`);

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const owner = await seedOrganizer(db);
  const other = await seedOrganizer(db, { username: "noor" });
  mira = createTestContext(database, { actor: { kind: "organizer", userId: owner.id } });
  noor = createTestContext(database, { actor: { kind: "organizer", userId: other.id } });
  const intro = await seedEventType(db, owner);
  const call = await seedEventType(db, owner, { slug: "call" });
  callId = call.id;
  const ofSeries = { seriesUid: "s", seriesIndex: 0, occurrenceAt: at("06") };
  await seedBooking(db, intro, { title: "past", startsAt: new Date("2026-10-20T09:00:00Z") });
  await seedBooking(db, intro, {
    title: "soon",
    startsAt: at("04"),
    createdAt: at("01"),
    updatedAt: at("01"),
  });
  await seedBooking(db, call, { title: "asked", startsAt: at("05"), status: "pending" });
  await seedBooking(db, intro, { title: "series", startsAt: at("06"), ...ofSeries });
  await seedBooking(db, intro, { title: "off", startsAt: at("07"), status: "cancelled" });
  const bo = { name: "Bo 100%", email: "bo+a@example.org" };
  await seedBooking(db, call, { title: "no", startsAt: at("08"), status: "rejected", attendee: bo });
  await seedBooking(db, await seedEventType(db, other), { title: "another's", startsAt: at("04") });
});
afterAll(() => database.close());

const titles = async (input: z.input<typeof searchBookingsInputSchema>, as = mira) => {
  const found = await searchBookings(as, searchBookingsInputSchema.parse(input));
  return found.bookings.map(({ title }) => title);
};

describe("my bookings are found", () => {
  test.each<[what: string, input: z.input<typeof searchBookingsInputSchema>, expected: string[]]>([
    ["all of them by start", {}, ["past", "soon", "asked", "series", "off", "no"]],
    ["those that are upcoming", { statuses: ["upcoming"] }, ["soon", "asked", "series"]],
    ["those of a series", { statuses: ["recurring"] }, ["series"]],
    ["those that are over", { statuses: ["past"] }, ["past"]],
    ["those that are off", { statuses: ["cancelled"] }, ["off", "no"]],
    ["requests", { statuses: ["unconfirmed"] }, ["asked"]],
    ["those of either state", { statuses: ["past", "unconfirmed"] }, ["past", "asked"]],
    ["by address", { attendeeEmail: "BO+a@example.org" }, ["no"]],
    ["by part of a name, in which % is itself", { attendeeName: "o 100%" }, ["no"]],
    ["by no name like that", { attendeeName: "%o%" }, []],
    ["by a start", { startsFrom: "2026-11-06T09:00:00Z" }, ["series", "off", "no"]],
    ["by an end", { endsUntil: "2026-11-04T10:30:00+01:00" }, ["past", "soon"]],
    ["by when they were made", { createdUntil: "2026-11-01T09:00:00Z" }, ["soon"]],
    [
      "by when they changed",
      { updatedFrom: "2026-11-01T09:00:01Z", statuses: ["upcoming"] },
      ["asked", "series"],
    ],
    ["the latest start first", { sorts: [{ by: "start", direction: "desc" }], take: 2 }, ["no", "off"]],
    [
      "by two orders",
      {
        sorts: [
          { by: "created", direction: "asc" },
          { by: "end", direction: "desc" },
        ],
        take: 2,
      },
      ["soon", "no"],
    ],
    ["a page of them", { skip: 2, take: 2 }, ["asked", "series"]],
  ])("%s", async (_what, input, expected) => {
    expect(await titles(input)).toEqual(expected);
  });

  test("by event type and by uid", async () => {
    expect(await titles({ eventTypeIds: [callId] })).toEqual(["asked", "no"]);
    const { bookings } = await searchBookings(mira, searchBookingsInputSchema.parse({ take: 1 }));
    expect(await titles({ uid: bookings[0]?.uid })).toEqual(["past"]);
  });

  test("whole, with what they owe, and how many there are on all pages", async () => {
    const [row] = await database.db.select().from(bookingRows).where(eq(bookingRows.title, "soon"));
    if (!row) throw new Error("The booking is not there.");
    await seedMessage(database.db, row);
    const found = await searchBookings(mira, searchBookingsInputSchema.parse({ skip: 1, take: 1 }));
    expect(found.total).toBe(6);
    expect(found.bookings).toEqual([await getBooking(mira, { uid: row.uid })]);
  });
});

test("nobody finds another's, not even by uid", async () => {
  expect(await titles({}, noor)).toEqual(["another's"]);
  const { bookings } = await searchBookings(mira, searchBookingsInputSchema.parse({}));
  expect(await titles({ uid: bookings[0]?.uid }, noor)).toEqual([]);
});

test("whoever acts for no organizer is turned away", async () => {
  const anyone = createTestContext(database);
  await expect(titles({}, anyone)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test.each([{ take: 251 }, { take: 0 }, { skip: -1 }, { statuses: ["soon"] }, { startsFrom: "2026-11-06" }])(
  "%j is refused",
  (input) => {
    expect(searchBookingsInputSchema.safeParse(input).success).toBe(false);
  },
);

describe("page by page with cursors", () => {
  const page = (input: z.input<typeof searchBookingsInputSchema>) =>
    searchBookings(mira, searchBookingsInputSchema.parse(input));
  const all = async (input: z.input<typeof searchBookingsInputSchema>) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { bookings, skipped, total, nextCursor } = await page({ ...input, cursor });
      expect([skipped, total]).toEqual([found.length, 6]);
      found.push(...bookings.map(({ title }) => title));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  };

  test.each<z.input<typeof searchBookingsInputSchema>["sorts"]>([
    undefined,
    [{ by: "start", direction: "desc" }],
    // Written in the same instant to the microsecond, but for one.
    [{ by: "created", direction: "asc" }],
    [
      { by: "updatedAt", direction: "desc" },
      { by: "end", direction: "asc" },
    ],
  ])("each comes once, in the order of %j", async (sorts) => {
    for (const take of [1, 2, 4, 6]) expect(await all({ sorts, take })).toEqual(await titles({ sorts }));
  });

  test("what is booked meanwhile repeats and skips none of the others", async () => {
    const first = await page({ take: 2 });
    const { db } = database;
    const owner = mira.actor.kind === "organizer" ? mira.actor.userId : 0;
    const [intro] = await db.select().from(eventTypes).where(eq(eventTypes.ownerId, owner));
    if (!intro) throw new Error("There is no event type.");
    const early = await seedBooking(db, intro, {
      title: "early",
      startsAt: new Date("2026-10-01T09:00:00Z"),
    });
    const second = await page({ take: 2, cursor: first.nextCursor ?? "" });
    expect(second.bookings.map(({ title }) => title)).toEqual(["asked", "series"]);
    expect(second).toMatchObject({ skipped: 3, total: 7 });
    await db.delete(bookingRows).where(eq(bookingRows.id, early.id));
  });

  test.each([
    ["none at all", "x"],
    ["of another kind", Buffer.from("[1]").toString("base64url")],
    ["of no time", Buffer.from('["",["2026-02-30 09:00:00+00"],1]').toString("base64url")],
  ])("one that is %s is refused", async (_what, cursor) => {
    await expect(page({ cursor })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { field: "cursor", reason: "cursor_not_valid" },
    });
  });

  test("one of another order is refused", async () => {
    const { nextCursor } = await page({ take: 1 });
    const sorts = [{ by: "end" as const, direction: "asc" as const }];
    await expect(page({ sorts, cursor: nextCursor ?? "" })).rejects.toMatchObject({
      details: { reason: "cursor_not_valid" },
    });
  });

  test("another's bookings stay theirs", async () => {
    const { nextCursor } = await page({ take: 1 });
    expect(await titles({ cursor: nextCursor ?? "" }, noor)).toEqual(["another's"]);
  });
});
