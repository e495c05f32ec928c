import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { bookings as bookingRows } from "@/db/schema/bookings";
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
