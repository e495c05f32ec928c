import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { occupancies, seats } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { listSlots } from "../slots/list-slots";
import { bookingInput, tuesdayAtTen } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { planOf } from "../testing/plan-of";
import { startsOn } from "../testing/starts-on";
import { cancelBooking } from "./cancel-booking";
import { createBooking } from "./create-booking";
import { getBooking } from "./get-booking";
import { getBookingBySeat } from "./get-booking-by-seat";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let ctx: TestContext;
let host: TestContext;
let classId: number;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ctx = createTestContext(database);
  host = createTestContext(database, { actor: { kind: "organizer", userId: mira.id } });
  classId = (await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 3 })).id;
});

const set = (values: Partial<typeof eventTypes.$inferInsert>) => database.db.update(eventTypes).set(values);
const join = async (name: string, startsAt = tuesdayAtTen) => {
  const attendee = { name, email: `${name.toLowerCase()}@example.org`, timeZone: "Europe/Berlin" };
  return (await createBooking(ctx, bookingInput(classId, { startsAt, attendee }))).answer;
};
const seatsAt = async (startsAt: string, as = ctx) => {
  const to = new Date(Date.parse(startsAt) + 1).toISOString();
  const [slot] = await listSlots(as, { eventType: { id: classId }, from: startsAt, to });
  return slot?.seats;
};
const wednesdayAtTen = "2026-11-04T09:00:00.000Z";

describe("three people can join my class", () => {
  test("each with a booking and a seat of their own, in one session of mine", async () => {
    const [ada, bo] = [await join("Ada"), await join("Bo")];
    expect([ada.seat, bo.seat]).toMatchObject([{ number: 1 }, { number: 2 }]);
    expect(ada.uid).not.toBe(bo.uid);
    expect(ada.seat?.uid).not.toBe(bo.seat?.uid);
    expect(await database.db.select().from(occupancies)).toMatchObject([
      { kind: "session", exclusive: true },
    ]);
    expect(await planOf(database.db, bo.uid)).toEqual([
      "Booking confirmation, attendee: planned",
      "New booking, host: planned",
    ]);
  });

  test("and a fourth is told that it is full, and when there are seats", async () => {
    for (const name of ["Ada", "Bo", "Cy"]) await join(name);
    await expect(join("Di")).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: {
        reason: "no_seats_left",
        data: { alternatives: [{ startsAt: "2026-11-03T09:30:00.000Z" }, {}, {}] },
      },
    });
    expect(await startsOn(ctx, classId, "2026-11-03")).not.toContain("09:00");
  });

  test("and everyone sees how many seats are left, unless I keep that to myself", async () => {
    expect(await seatsAt(tuesdayAtTen)).toEqual({ total: 3, remaining: 3 });
    await join("Ada");
    expect(await seatsAt(tuesdayAtTen)).toEqual({ total: 3, remaining: 2 });
    await set({ showsSeatsLeft: false });
    expect(await seatsAt(tuesdayAtTen)).toBeUndefined();
    expect(await seatsAt(tuesdayAtTen, host)).toEqual({ total: 3, remaining: 2 });
  });

  test("and a booking is found by its seat", async () => {
    const ada = await join("Ada");
    expect(await getBookingBySeat(ctx, { seatUid: ada.seat?.uid ?? "" })).toEqual(ada);
    await expect(getBookingBySeat(ctx, { seatUid: ada.uid })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("and don't see each other's names, unless I show them", async () => {
    const ada = await join("Ada");
    await join("Bo");
    expect((await getBooking(ctx, { uid: ada.uid })).seat?.companions).toBeNull();
    await set({ showsSeatAttendees: true });
    expect((await getBooking(ctx, { uid: ada.uid })).seat?.companions).toEqual(["Bo"]);
  });

  test("and my other kinds of meeting can't be booked meanwhile", async () => {
    await join("Ada");
    const call = await seedEventType(database.db, mira, { slug: "call" });
    await expect(createBooking(ctx, bookingInput(call.id))).rejects.toMatchObject({
      details: { reason: "slot_taken" },
    });
  });

  test("who come with guests must book a seat for each", async () => {
    const input = bookingInput(classId, { guests: ["bo@example.org"] });
    await expect(createBooking(ctx, input)).rejects.toMatchObject({ details: { field: "guests" } });
  });
});

describe("a session counts once towards my limits", () => {
  test("so that others may still join when no other is taken that day", async () => {
    await set({ bookingLimits: [{ per: "day", maxCount: 1 }] });
    await join("Ada");
    await join("Bo");
    await expect(join("Cy", "2026-11-03T10:00:00Z")).rejects.toMatchObject({
      details: { reason: "limit_reached" },
    });
  });
});

describe("somebody gives a seat back", () => {
  test("by cancelling, and another can have it; with the last seat the time is mine again", async () => {
    const [ada, bo] = [await join("Ada"), await join("Bo")];
    await cancelBooking(ctx, { uid: ada.uid, seatUid: ada.seat?.uid });
    expect((await getBooking(ctx, { uid: bo.uid })).status).toBe("accepted");
    expect((await join("Cy")).seat?.number).toBe(1);
    for (const { uid } of [bo]) await cancelBooking(ctx, { uid });
    expect(await seatsAt(tuesdayAtTen)).toEqual({ total: 3, remaining: 2 });
    const [cy] = await database.sql<{ uid: string }[]>`select uid from bookings where status = 'accepted'`;
    await cancelBooking(ctx, { uid: cy?.uid ?? "" });
    const call = await seedEventType(database.db, mira, { slug: "call" });
    expect((await createBooking(ctx, bookingInput(call.id))).answer.status).toBe("accepted");
  });

  test("only by a seat of their own booking", async () => {
    const [ada, bo] = [await join("Ada"), await join("Bo")];
    const message = "Invalid seatUid: this seat does not exist or has already been cancelled.";
    await expect(cancelBooking(ctx, { uid: ada.uid, seatUid: bo.seat?.uid })).rejects.toMatchObject({
      message: "Invalid seatUid: this seat does not belong to this booking.",
    });
    await expect(cancelBooking(ctx, { uid: ada.uid, seatUid: "nowhere" })).rejects.toMatchObject({ message });
    await expect(cancelBooking(ctx, { uid: ada.uid, seatUidRequired: true })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { field: "seatUid", reason: "seat_required" },
    });
    await cancelBooking(ctx, { uid: ada.uid });
    await expect(cancelBooking(ctx, { uid: ada.uid, seatUid: ada.seat?.uid })).rejects.toMatchObject({
      message,
    });
  });

  test("by moving to another session, which has a seat for them", async () => {
    const [ada] = [await join("Ada"), await join("Bo")];
    const { answer } = await rescheduleBooking(ctx, {
      uid: ada.uid,
      startsAt: wednesdayAtTen,
      seatUid: ada.seat?.uid,
    });
    expect(answer.seat).toMatchObject({ number: 1 });
    expect(await seatsAt(tuesdayAtTen)).toEqual({ total: 3, remaining: 2 });
    expect(await seatsAt(wednesdayAtTen)).toEqual({ total: 3, remaining: 2 });
  });

  test("but not by moving into one that is full; who sits there alone may stay where they are", async () => {
    await set({ seatsPerSlot: 1 });
    const [ada] = [await join("Ada"), await join("Bo", wednesdayAtTen)];
    await expect(rescheduleBooking(ctx, { uid: ada.uid, startsAt: wednesdayAtTen })).rejects.toMatchObject({
      details: { reason: "no_seats_left" },
    });
    const { answer } = await rescheduleBooking(ctx, { uid: ada.uid, startsAt: tuesdayAtTen });
    expect(answer.seat?.number).toBe(1);
  });
});

describe("I call a session off", () => {
  test("for all who sit in it: each is told, and I once", async () => {
    const [ada, bo] = [await join("Ada"), await join("Bo")];
    const cancelled = { uid: ada.uid, wholeSession: true, cancellationReason: "Ill" };
    const { answer } = await cancelBooking(host, cancelled);
    expect(answer.others).toMatchObject([{ uid: bo.uid, status: "cancelled" }]);
    expect(await planOf(database.db, ada.uid)).toContain("Booking cancelled, host: planned");
    expect(await planOf(database.db, bo.uid)).toEqual([
      "Booking cancelled, attendee: planned",
      "Booking confirmation, attendee: cancelled (booking_cancelled)",
      "New booking, host: cancelled (booking_cancelled)",
    ]);
    expect(await seatsAt(tuesdayAtTen)).toEqual({ total: 3, remaining: 3 });
  });

  test("or move it, with all who sit in it, also by a few minutes", async () => {
    await set({ slotIntervalMinutes: 15 });
    const [ada, bo] = [await join("Ada"), await join("Bo")];
    const later = "2026-11-03T09:15:00.000Z";
    const { answer } = await rescheduleBooking(host, { uid: ada.uid, startsAt: later, wholeSession: true });
    expect(answer.others).toMatchObject([
      { rescheduledFromUid: bo.uid, startsAt: later, seat: { number: 2 } },
    ]);
    expect(await planOf(database.db, answer.uid)).toContain("Booking moved, host: planned");
    expect(await planOf(database.db, answer.others?.[0]?.uid ?? "")).toEqual([
      "Booking moved, attendee: planned",
    ]);
    expect(await seatsAt(later)).toEqual({ total: 3, remaining: 1 });
    const busyAgain = { uid: answer.uid, startsAt: wednesdayAtTen, wholeSession: true };
    await expect(rescheduleBooking(ctx, busyAgain)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("which nobody else can", async () => {
    const ada = await join("Ada");
    await expect(cancelBooking(ctx, { uid: ada.uid, wholeSession: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
      details: { reason: "host_only" },
    });
  });
});

test("of many who want the last seat at once, one gets it", async () => {
  await join("Ada");
  await join("Bo");
  const racers = Array.from({ length: 10 }, (_, index) => join(`Racer${index}`));
  const results = await Promise.allSettled(racers);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ details: { reason: "no_seats_left" } });
  }
  const live = await database.db.select().from(seats);
  expect(live.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
});

test("fewer seats than are taken leave none, and take none away", async () => {
  const [ada] = [await join("Ada"), await join("Bo")];
  await set({ seatsPerSlot: 1 });
  await expect(join("Cy")).rejects.toMatchObject({ details: { reason: "no_seats_left" } });
  expect((await getBooking(ctx, { uid: ada.uid })).status).toBe("accepted");
});
