import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { absences, trips } from "@/db/schema/absences";
import { schedules } from "@/db/schema/event-types";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { startsOn } from "../testing/starts-on";
import { explainEmptyDay } from "./explain-empty-day";
import { listSlots } from "./list-slots";

let database: TestDatabase;
let mira: SeededOrganizer;
let ctx: TestContext;

// Mira is open from 9 to 5 in Berlin: from 08:00 to 16:00 UTC in winter. Now is Monday 2 November, 08:00 UTC.
const monday = "2026-11-02";
const tuesday = "2026-11-03";
const wednesday = "2026-11-04";

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ctx = createTestContext(database);
});

const offer = (values: Parameters<typeof seedEventType>[2]) => seedEventType(database.db, mira, values);
const book = async (eventTypeId: number, startsAt: string, more: Parameters<typeof bookingInput>[1] = {}) =>
  (await createBooking(ctx, bookingInput(eventTypeId, { startsAt, ...more }))).answer;
const explain = (id: number, on: string) =>
  explainEmptyDay(ctx, { eventType: { id }, on, timeZone: "Europe/Berlin" });

describe("my hours", () => {
  test("in summer I work by another schedule", async () => {
    const [summer] = await database.db
      .insert(schedules)
      .values({
        ownerId: mira.id,
        name: "Summer",
        timeZone: "Europe/Berlin",
        weeklyHours: [{ weekday: 2, startMinute: 6 * 60, endMinute: 7 * 60 }],
      })
      .returning();
    const { id } = await seedEventType(database.db, { ...mira, scheduleId: summer?.id ?? 0 });
    expect(await startsOn(ctx, id, tuesday)).toEqual(["05:00", "05:30"]);
    expect(await startsOn(ctx, id, wednesday)).toEqual([]);
  });

  test("this Tuesday I start at eleven, and on Wednesday I'm closed", async () => {
    const overrides = [
      { on: tuesday, blocks: [{ startMinute: 11 * 60, endMinute: 12 * 60 }] },
      { on: wednesday, blocks: [] },
    ];
    await database.db.update(schedules).set({ overrides });
    const { id } = await offer({});
    expect(await startsOn(ctx, id, tuesday)).toEqual(["10:00", "10:30"]);
    expect(await startsOn(ctx, id, wednesday)).toEqual([]);
    expect(await explain(id, wednesday)).toBe("closed");
  });

  test("from Tuesday to Wednesday I'm out of office", async () => {
    const createdAt = ctx.clock.now();
    await database.db
      .insert(absences)
      .values({ ownerId: mira.id, startOn: tuesday, endOn: wednesday, createdAt });
    const { id } = await offer({});
    expect(await startsOn(ctx, id, wednesday)).toEqual([]);
    expect(await explain(id, tuesday)).toBe("out_of_office");
    expect((await startsOn(ctx, id, "2026-11-05"))[0]).toBe("08:00");
  });

  test("on Tuesday I'm in New York, and keep my hours by the clock there", async () => {
    const trip = {
      startOn: tuesday,
      endOn: tuesday,
      timeZone: "America/New_York",
      createdAt: ctx.clock.now(),
    };
    await database.db.insert(trips).values({ ...trip, ownerId: mira.id });
    const { id } = await offer({ lengthMinutes: 60 });
    expect((await startsOn(ctx, id, tuesday)).slice(0, 2)).toEqual(["14:00", "15:00"]);
    expect((await startsOn(ctx, id, wednesday))[0]).toBe("08:00");
  });

  test("another organizer's absence and travel don't change mine", async () => {
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const dates = { ownerId: noor.id, startOn: tuesday, endOn: tuesday, createdAt: ctx.clock.now() };
    await database.db.insert(absences).values(dates);
    await database.db.insert(trips).values({ ...dates, timeZone: "Asia/Tokyo" });
    const { id } = await offer({});
    expect(await startsOn(ctx, id, tuesday)).toHaveLength(16);
  });
});

describe("start times", () => {
  test("people choose 15, 30 or 60 minutes, and each has its own start times", async () => {
    const { id } = await offer({ lengthOptionsMinutes: [15, 30, 60] });
    expect((await startsOn(ctx, id, tuesday)).slice(0, 2)).toEqual(["08:00", "08:30"]);
    expect((await startsOn(ctx, id, tuesday, { lengthMinutes: 15 })).slice(0, 2)).toEqual(["08:00", "08:15"]);
    expect(await startsOn(ctx, id, tuesday, { lengthMinutes: 60 })).toHaveLength(8);
    await expect(startsOn(ctx, id, tuesday, { lengthMinutes: 45 })).rejects.toMatchObject({
      message: "This event type takes 15, 30 or 60 minutes; pass one of these lengths.",
      details: { field: "lengthMinutes", reason: "length_not_offered" },
    });
  });

  test("meetings of 30 minutes may start every quarter of an hour", async () => {
    const { id } = await offer({ slotIntervalMinutes: 15 });
    expect((await startsOn(ctx, id, tuesday)).slice(-2)).toEqual(["15:15", "15:30"]);
  });

  test("I start ten past, so that I can get a coffee", async () => {
    const { id } = await offer({ startOffsetMinutes: 10 });
    expect((await startsOn(ctx, id, tuesday)).slice(0, 2)).toEqual(["08:10", "08:40"]);
  });

  test("only the first free time of a day is offered, and the next one once it is taken", async () => {
    const { id } = await offer({ onlyFirstSlotOfDay: true });
    expect(await startsOn(ctx, id, tuesday)).toEqual(["08:00"]);
    await book(id, `${tuesday}T08:00:00Z`);
    expect(await startsOn(ctx, id, tuesday)).toEqual(["08:30"]);
    await expect(book(id, `${tuesday}T09:30:00Z`)).rejects.toMatchObject({
      details: {
        reason: "not_first_slot_of_day",
        data: { alternatives: [{ startsAt: `${wednesday}T08:00:00.000Z` }, {}, {}] },
      },
    });
  });
});

describe("how far ahead", () => {
  test("I need a day's notice", async () => {
    const { id } = await offer({ minimumNoticeMinutes: 1440 });
    expect(await startsOn(ctx, id, monday)).toEqual([]);
    expect(await explain(id, monday)).toBe("too_soon");
    expect(await startsOn(ctx, id, tuesday)).toHaveLength(16);
  });

  test.each<
    [
      words: string,
      bookingWindow: NonNullable<Parameters<typeof seedEventType>[2]>["bookingWindow"],
      lastOpen: string,
      firstClosed: string,
    ]
  >([
    [
      "people can book two days ahead",
      { kind: "calendar_days", days: 2, rolling: false },
      wednesday,
      "2026-11-05",
    ],
    [
      "people can book six working days ahead",
      { kind: "business_days", days: 6, rolling: false },
      "2026-11-10",
      "2026-11-11",
    ],
    [
      "people can book until the end of next week",
      { kind: "range", startOn: "2026-11-01", endOn: "2026-11-13" },
      "2026-11-13",
      "2026-11-16",
    ],
    [
      "people always see the next three free days",
      { kind: "calendar_days", days: 3, rolling: true },
      wednesday,
      "2026-11-05",
    ],
  ])("%s", async (_words, bookingWindow, lastOpen, firstClosed) => {
    const { id } = await offer({ bookingWindow });
    expect(await startsOn(ctx, id, lastOpen)).not.toEqual([]);
    expect(await startsOn(ctx, id, firstClosed)).toEqual([]);
    expect(await explain(id, firstClosed)).toBe("outside_booking_window");
  });

  test("of the next three free days, one that is fully booked doesn't count", async () => {
    const { id } = await offer({
      lengthMinutes: 480,
      bookingWindow: { kind: "calendar_days", days: 3, rolling: true },
    });
    await book(id, `${tuesday}T08:00:00Z`);
    expect(await startsOn(ctx, id, "2026-11-05")).toEqual(["08:00"]);
    expect(await startsOn(ctx, id, "2026-11-06")).toEqual([]);
  });
});

describe("how much", () => {
  test("I keep a quarter of an hour free before and half an hour after", async () => {
    const { id } = await offer({ bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    const plain = await offer({ slug: "plain" });
    await book(plain.id, `${tuesday}T10:00:00Z`);
    const starts = await startsOn(ctx, id, tuesday);
    expect(starts.filter((start) => start >= "09:00" && start <= "11:30")).toEqual([
      "09:00",
      "11:00",
      "11:30",
    ]);
  });

  test("I take two of these a day; other kinds of meeting don't count", async () => {
    const { id } = await offer({ bookingLimits: [{ per: "day", maxCount: 2 }] });
    const other = await offer({ slug: "other" });
    await book(other.id, `${tuesday}T08:00:00Z`);
    await book(id, `${tuesday}T09:00:00Z`);
    expect(await startsOn(ctx, id, tuesday)).not.toEqual([]);
    await book(id, `${tuesday}T10:00:00Z`);
    expect(await startsOn(ctx, id, tuesday)).toEqual([]);
    expect(await explain(id, tuesday)).toBe("limit_reached");
    await expect(book(id, `${tuesday}T11:00:00Z`)).rejects.toMatchObject({
      details: {
        reason: "limit_reached",
        data: { alternatives: [{ startsAt: `${wednesday}T08:00:00.000Z` }, {}, {}] },
      },
    });
  });

  test.each(["week", "month", "year"] as const)("I take an hour of these a %s", async (per) => {
    const { id } = await offer({ bookingLimits: [{ per, maxMinutes: 60 }] });
    await book(id, `${tuesday}T09:00:00Z`);
    await book(id, `${wednesday}T09:00:00Z`);
    await expect(book(id, "2026-11-05T09:00:00Z")).rejects.toMatchObject({
      details: { reason: "limit_reached" },
    });
    const later = { week: "2026-11-09", month: "2026-12-01", year: "2027-01-04" }[per];
    expect((await book(id, `${later}T09:00:00Z`)).status).toBe("accepted");
  });

  test("a time that was given back counts no more", async () => {
    const { id } = await offer({ bookingLimits: [{ per: "day", maxCount: 1 }] });
    const { uid } = await book(id, `${tuesday}T09:00:00Z`);
    expect(await startsOn(ctx, id, tuesday)).toEqual([]);
    expect(await startsOn(ctx, id, tuesday, { bookingUidToReschedule: uid })).toHaveLength(16);
  });
});

describe("an event type that moves", () => {
  test("lists for a booking to be moved what has its length free, also when that is offered no more", async () => {
    const { id } = await offer({ lengthMinutes: 120 });
    const { uid } = await book(id, `${tuesday}T08:00:00Z`);
    await database.sql`update event_types set length_minutes = 30`;
    const slots = await listSlots(ctx, {
      eventType: { id },
      from: `${tuesday}T00:00:00Z`,
      to: `${wednesday}T00:00:00Z`,
      bookingUidToReschedule: uid,
    });
    expect(slots.at(-1)).toEqual({
      startsAt: `${tuesday}T14:00:00.000Z`,
      endsAt: `${tuesday}T16:00:00.000Z`,
    });
  });
});
