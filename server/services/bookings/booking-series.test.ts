import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookings } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { eventsOf, planOf } from "../testing/plan-of";
import { sendDueMessages } from "../testing/send-due-messages";
import { cancelBooking } from "./cancel-booking";
import { confirmBooking } from "./confirm-booking";
import { createBooking } from "./create-booking";
import { declineBooking } from "./decline-booking";
import { getBookingSeries } from "./get-booking-series";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let ctx: TestContext;
let host: TestContext;
let eventTypeId: number;

const tuesdays = [
  "2026-11-03T09:00:00.000Z",
  "2026-11-10T09:00:00.000Z",
  "2026-11-17T09:00:00.000Z",
  "2026-11-24T09:00:00.000Z",
];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ctx = createTestContext(database);
  host = createTestContext(database, { actor: { kind: "organizer", userId: mira.id } });
  const recurrence = { frequency: "weekly", interval: 1, count: 4 } as const;
  const eventType = await seedEventType(database.db, mira, { recurrence });
  eventTypeId = eventType.id;
  await seedWorkflow(database.db, mira, { activeOn: [eventType], name: "Text" });
  const reminder = { name: "Reminder", trigger: "before_meeting", offsetMinutes: 60 } as const;
  await seedWorkflow(database.db, mira, { activeOn: [eventType], ...reminder });
});

const set = (values: Partial<typeof eventTypes.$inferInsert>) => database.db.update(eventTypes).set(values);
const book = async (more: Parameters<typeof bookingInput>[1] = {}) => {
  const { answer } = await createBooking(ctx, bookingInput(eventTypeId, more));
  return [answer, ...(answer.others ?? [])];
};
const otherEventType = () => seedEventType(database.db, mira, { slug: "other" });

describe("I meet four Tuesdays in a row", () => {
  test("so one request books them all, of one series and one calendar entry", async () => {
    const series = await book();
    expect(series.map(({ startsAt }) => startsAt)).toEqual(tuesdays);
    expect(series.map(({ series: place }) => place?.index)).toEqual([0, 1, 2, 3]);
    expect(new Set(series.map((each) => each.series?.uid)).size).toBe(1);
    expect(new Set(series.map(({ calendarUid }) => calendarUid)).size).toBe(1);
    expect(new Set(series.map(({ uid }) => uid)).size).toBe(4);
    expect(series[2]?.series?.startsAt).toEqual(tuesdays);
    expect(await countRows(database.db)).toMatchObject({
      bookings: 4,
      occupancies: 4,
      attendees: 4,
      outbox: 4,
    });
  });

  test("and the news is told once, each date with its own reminder", async () => {
    const [first, second] = await book();
    expect(await planOf(database.db, first?.uid ?? "")).toEqual([
      "Booking confirmation, attendee: planned",
      "New booking, host: planned",
      "Reminder, attendee: planned",
      "Text, attendee: planned",
    ]);
    expect(await planOf(database.db, second?.uid ?? "")).toEqual(["Reminder, attendee: planned"]);
    expect((await eventsOf(database.db)).filter((event) => event.startsWith("booking/created"))).toHaveLength(
      4,
    );
  });

  test("and the mail names all of them", async () => {
    const mails: string[] = [];
    const email = {
      name: "smtp" as const,
      senderId: "smtp:mails",
      send: async ({ text, attemptId }: { text: string; attemptId: string }) => {
        mails.push(text);
        return { kind: "accepted" as const, providerMessageId: `<${attemptId}@test>` };
      },
      checkAccount: async () => ({ kind: "passed" as const }),
      close: () => undefined,
    };
    ctx = createTestContext(database, { providers: { ...ctx.providers, email } });
    const [first] = await book();
    await sendDueMessages(ctx, first?.uid ?? "");
    const dates = "All dates:\n- Tue, Nov 3, 2026, 6:00 PM\n- Tue, Nov 10, 2026, 6:00 PM";
    expect(mails).toContainEqual(expect.stringContaining(dates));
  });

  test("or exactly the dates that are listed, if it has them", async () => {
    const series = await book({ occurrencesAt: tuesdays.slice(0, 3) });
    expect(series.map(({ startsAt }) => startsAt)).toEqual(tuesdays.slice(0, 3));
    const before = await countRows(database.db);
    const others = [tuesdays[0] ?? "", "2026-11-11T09:00:00Z"];
    const details = { field: "occurrencesAt", reason: "occurrences_differ" };
    await expect(book({ occurrencesAt: others })).rejects.toMatchObject({ code: "BAD_REQUEST", details });
    expect(await countRows(database.db)).toEqual(before);
  });

  test("or fewer, when fewer are wanted, and never more", async () => {
    expect(await book({ recurrenceCount: 2 })).toHaveLength(2);
    await expect(book({ recurrenceCount: 5 })).rejects.toMatchObject({
      message: "Provided recurrence count is higher than the event type's recurring event count.",
      details: { field: "recurrenceCount" },
    });
  });

  test("a count for a meeting that doesn't repeat is refused", async () => {
    const { id } = await otherEventType();
    const input = bookingInput(id, { recurrenceCount: 2 });
    await expect(createBooking(ctx, input)).rejects.toMatchObject({
      details: { reason: "recurrence_count_not_offered" },
    });
  });

  test("a series that begins within the window may end after it", async () => {
    await set({ bookingWindow: { kind: "calendar_days", days: 3, rolling: false } });
    expect(await book()).toHaveLength(4);
    await expect(book({ startsAt: "2026-11-06T09:00:00Z" })).rejects.toMatchObject({
      details: {
        data: { occurrences: [{ startsAt: "2026-11-06T09:00:00.000Z", reason: "outside_booking_window" }] },
      },
    });
  });

  test("no date of it may lie outside the dates that I set", async () => {
    await set({ bookingWindow: { kind: "range", startOn: "2026-11-01", endOn: "2026-11-17" } });
    await expect(book()).rejects.toMatchObject({
      details: { data: { occurrences: [{ startsAt: tuesdays[3], reason: "outside_booking_window" }] } },
    });
  });
});

describe("when some of the dates can't be", () => {
  test("nothing is booked, and each of them is named with its reason", async () => {
    const { id } = await otherEventType();
    await createBooking(ctx, bookingInput(id, { startsAt: tuesdays[1] ?? "" }));
    await database.sql`
      insert into absences (owner_id, start_on, end_on, created_at)
      values (${mira.id}, '2026-11-17', '2026-11-17', now())`;
    const before = await countRows(database.db);
    await expect(book()).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: {
        field: "start",
        reason: "occurrences_not_free",
        data: {
          occurrences: [
            { startsAt: tuesdays[1], reason: "slot_taken" },
            { startsAt: tuesdays[2], reason: "out_of_office" },
          ],
        },
      },
    });
    expect(await countRows(database.db)).toEqual(before);
  });

  test("the earlier dates of the series count towards my limits", async () => {
    await set({ bookingLimits: [{ per: "month", maxCount: 2 }] });
    await expect(book()).rejects.toMatchObject({
      details: {
        data: {
          occurrences: [
            { startsAt: tuesdays[2], reason: "limit_reached" },
            { startsAt: tuesdays[3], reason: "limit_reached" },
          ],
        },
      },
    });
  });
});

describe("one date of a series", () => {
  test("can be moved: it stays part of it", async () => {
    const [, second] = await book();
    const moved = await rescheduleBooking(ctx, { uid: second?.uid ?? "", startsAt: "2026-11-11T09:00:00Z" });
    expect(moved.answer.series).toMatchObject({ uid: second?.series?.uid, index: 1 });
    expect(moved.answer.series?.startsAt).toEqual([
      tuesdays[0],
      "2026-11-11T09:00:00.000Z",
      tuesdays[2],
      tuesdays[3],
    ]);
    expect(moved.answer.calendarUid).toBe(second?.calendarUid);
    expect(moved.answer.series?.occurrenceAt).toBe(tuesdays[1]);
  });

  test("can be cancelled alone, and is told alone", async () => {
    const [first, second] = await book();
    const { answer } = await cancelBooking(ctx, { uid: second?.uid ?? "" });
    expect(answer.others).toBeUndefined();
    expect(answer.series?.startsAt).toEqual([tuesdays[0], tuesdays[2], tuesdays[3]]);
    expect(await planOf(database.db, second?.uid ?? "")).toEqual([
      "Booking cancelled, attendee: planned",
      "Booking cancelled, host: planned",
      "Reminder, attendee: cancelled (booking_cancelled)",
    ]);
    expect(await planOf(database.db, first?.uid ?? "")).toContain("Reminder, attendee: planned");
  });

  test("can be cancelled with all that follow, in one piece of news", async () => {
    const [, second, third] = await book();
    const { answer } = await cancelBooking(ctx, { uid: second?.uid ?? "", cancelSubsequentBookings: true });
    expect(answer.others?.map(({ startsAt, status }) => [startsAt, status])).toEqual([
      [tuesdays[2], "cancelled"],
      [tuesdays[3], "cancelled"],
    ]);
    expect(answer.series?.startsAt).toEqual([tuesdays[0]]);
    expect(await planOf(database.db, third?.uid ?? "")).toEqual([
      "Reminder, attendee: cancelled (booking_cancelled)",
    ]);
    const statuses = await database.db
      .select({ status: bookings.status })
      .from(bookings)
      .orderBy(bookings.id);
    expect(statuses.map(({ status }) => status)).toEqual(["accepted", "cancelled", "cancelled", "cancelled"]);
    const live = await database.sql`select from occupancies where released_at is null`;
    expect(live).toHaveLength(1);
  });
});

test("a series can be cancelled by its own uid, from the next date on", async () => {
  const [first] = await book();
  ctx.clock.set(new Date("2026-11-04T09:00:00Z"));
  const { answer } = await cancelBooking(ctx, { uid: first?.series?.uid ?? "" });
  expect([answer.startsAt, ...(answer.others ?? []).map(({ startsAt }) => startsAt)]).toEqual(
    tuesdays.slice(1),
  );
  await expect(cancelBooking(ctx, { uid: first?.series?.uid ?? "" })).rejects.toMatchObject({
    details: { reason: "booking_not_found" },
  });
});

test("a series is found by its own uid, with what became of each date", async () => {
  const [first, second] = await book();
  await cancelBooking(ctx, { uid: first?.uid ?? "" });
  const moved = await rescheduleBooking(ctx, { uid: second?.uid ?? "", startsAt: "2026-11-11T09:00:00Z" });
  const series = await getBookingSeries(ctx, { seriesUid: first?.series?.uid ?? "" });
  expect(series.map(({ status }) => status)).toEqual(["cancelled", "accepted", "accepted", "accepted"]);
  expect(series[1]?.uid).toBe(moved.answer.uid);
  await expect(getBookingSeries(ctx, { seriesUid: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("a series that I must agree to", () => {
  beforeEach(() => set({ confirmation: "always", pendingHoldsTime: false }));

  test("is asked for, confirmed and told as one", async () => {
    const [first, second] = await book();
    expect([first?.status, second?.status]).toEqual(["pending", "pending"]);
    expect(await planOf(database.db, second?.uid ?? "")).toEqual([]);
    const { answer } = await confirmBooking(host, { uid: second?.uid ?? "" });
    expect(answer.others?.map(({ status }) => status)).toEqual(["accepted", "accepted", "accepted"]);
    expect(await planOf(database.db, second?.uid ?? "")).toContain("Booking confirmation, attendee: planned");
    expect(await planOf(database.db, first?.uid ?? "")).toEqual([
      "Reminder, attendee: planned",
      "Request received, attendee: cancelled (booking_confirmed)",
      "Request to answer, host: cancelled (booking_confirmed)",
    ]);
  });

  test("is not agreed when one of its dates is gone, which is named", async () => {
    const [first] = await book();
    const { id } = await otherEventType();
    await createBooking(ctx, bookingInput(id, { startsAt: tuesdays[2] ?? "" }));
    await expect(confirmBooking(host, { uid: first?.uid ?? "" })).rejects.toMatchObject({
      details: { data: { occurrences: [{ startsAt: tuesdays[2], reason: "slot_taken" }] } },
    });
    expect(await countRows(database.db)).toMatchObject({ occupancies: 1 });
  });

  test("is declined as one", async () => {
    const [first] = await book();
    const { answer } = await declineBooking(host, { uid: first?.uid ?? "" });
    expect(answer.others?.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  });
});
