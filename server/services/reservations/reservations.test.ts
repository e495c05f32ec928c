import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { occupancies, seats } from "@/db/schema/bookings";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { pruneRecords } from "../outbox/prune-records";
import { bookingInput, tuesdayAtTen } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { startsOn } from "../testing/starts-on";
import { type CreateReservationInput, createReservation } from "./create-reservation";
import { deleteReservation } from "./delete-reservation";
import { getReservation } from "./get-reservation";
import { updateReservation } from "./update-reservation";

let database: TestDatabase;
let mira: SeededOrganizer;
let ctx: TestContext;
let host: TestContext;
let eventTypeId: number;
let classId: number;

const minutes = (count: number) => count * 60_000;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ctx = createTestContext(database);
  host = createTestContext(database, { actor: { kind: "organizer", userId: mira.id }, clock: ctx.clock });
  eventTypeId = (await seedEventType(database.db, mira, { lengthOptionsMinutes: [30, 60] })).id;
  classId = (await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 2 })).id;
});

const hold = async (more: Partial<CreateReservationInput> = {}, as = ctx) => {
  const wish = { eventType: { id: eventTypeId }, startsAt: tuesdayAtTen, ...more };
  return (await createReservation(as, wish)).answer;
};
const book = (more: Parameters<typeof bookingInput>[1] = {}, id = eventTypeId) =>
  createBooking(ctx, bookingInput(id, more));

describe("while I fill in the form", () => {
  test("the time is mine for five minutes, and nobody else is offered it or can book it", async () => {
    const held = await hold();
    expect(held).toMatchObject({
      eventTypeId,
      startsAt: tuesdayAtTen,
      endsAt: "2026-11-03T09:30:00.000Z",
      lengthMinutes: 30,
      expiresAt: "2026-11-02T08:05:00.000Z",
    });
    expect(await getReservation(ctx, { uid: held.uid })).toEqual(held);
    expect(await startsOn(ctx, eventTypeId, "2026-11-03")).not.toContain("09:00");
    expect(await startsOn(ctx, eventTypeId, "2026-11-03", { reservationUid: held.uid })).toContain("09:00");
    await expect(book()).rejects.toMatchObject({ details: { reason: "slot_taken" } });
    await expect(book({ lengthMinutes: 60 })).rejects.toMatchObject({
      details: { reason: "slot_taken" },
    });
  });

  test("my booking uses it up in the same commit", async () => {
    const held = await hold();
    const { answer } = await book({ reservationUid: held.uid });
    expect(await database.db.select().from(occupancies)).toMatchObject([
      { kind: "booking", bookingId: answer.id },
    ]);
    expect(await getReservation(ctx, { uid: held.uid })).toBeNull();
  });

  test("a booking that is refused leaves it as it was", async () => {
    const held = await hold();
    const attendee = { name: "Bo", email: "bo@example.org", timeZone: "UTC", phoneNumber: "+49 1" };
    await expect(book({ reservationUid: held.uid, attendee })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(book({ reservationUid: held.uid, startsAt: "2026-11-03T23:00:00Z" })).rejects.toMatchObject({
      details: { reason: "outside_availability" },
    });
    expect(await getReservation(ctx, { uid: held.uid })).toEqual(held);
  });

  test("when I took too long, I can still book the time if nobody else has it", async () => {
    const held = await hold();
    ctx.clock.advance(minutes(5));
    expect((await book({ reservationUid: held.uid })).answer.status).toBe("accepted");
  });

  test("I may move another booking of mine to it", async () => {
    const { answer } = await book({ startsAt: "2026-11-04T09:00:00Z" });
    const held = await hold();
    await expect(rescheduleBooking(ctx, { uid: answer.uid, startsAt: tuesdayAtTen })).rejects.toMatchObject({
      details: { reason: "slot_taken" },
    });
    const moved = await rescheduleBooking(ctx, {
      uid: answer.uid,
      startsAt: tuesdayAtTen,
      reservationUid: held.uid,
    });
    expect(moved.answer.startsAt).toBe(tuesdayAtTen);
  });
});

describe("a reservation", () => {
  test("ends by itself, and another can have the time at once", async () => {
    const { uid } = await hold();
    ctx.clock.advance(minutes(5));
    expect(await getReservation(ctx, { uid })).toBeNull();
    expect(await startsOn(ctx, eventTypeId, "2026-11-03")).toContain("09:00");
    const next = await hold();
    expect(next.uid).not.toBe(uid);
    expect(await database.db.select().from(occupancies)).toMatchObject([{ holdUid: next.uid }]);
  });

  test("is given back when the page is left, once; a second time does no harm", async () => {
    const { uid } = await hold();
    expect(await deleteReservation(ctx, { uid })).toEqual({ released: true });
    expect(await deleteReservation(ctx, { uid })).toEqual({ released: false });
    expect((await book()).answer.status).toBe("accepted");
  });

  test("is kept for longer by whoever holds it", async () => {
    const { uid } = await hold();
    ctx.clock.advance(minutes(4));
    expect(await updateReservation(ctx, { uid })).toMatchObject({
      uid,
      expiresAt: "2026-11-02T08:09:00.000Z",
    });
    ctx.clock.advance(minutes(4));
    expect(await getReservation(ctx, { uid })).not.toBeNull();
  });

  test("goes to another time or length, and stays where it is when that can't be had", async () => {
    const { uid } = await hold();
    await book({ startsAt: "2026-11-03T10:00:00Z" });
    await expect(updateReservation(ctx, { uid, startsAt: "2026-11-03T10:00:00Z" })).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { reason: "slot_taken", data: { alternatives: [{}, {}, {}] } },
    });
    expect((await getReservation(ctx, { uid }))?.startsAt).toBe(tuesdayAtTen);
    const longer = await updateReservation(ctx, { uid, lengthMinutes: 60 });
    expect(longer).toMatchObject({ uid, lengthMinutes: 60, endsAt: "2026-11-03T10:00:00.000Z" });
    const later = await updateReservation(ctx, { uid, startsAt: "2026-11-03T12:00:00Z" });
    expect(later).toMatchObject({ uid, lengthMinutes: 60, startsAt: "2026-11-03T12:00:00.000Z" });
    expect((await book()).answer.status).toBe("accepted");
  });

  test("that is unknown or has ended can't be changed", async () => {
    const { uid } = await hold();
    ctx.clock.advance(minutes(5));
    for (const each of [uid, "nowhere"]) {
      await expect(updateReservation(ctx, { uid: each })).rejects.toMatchObject({
        code: "NOT_FOUND",
        message: `Slot with uid=${each} not found`,
      });
    }
  });

  test("counts towards the limits of its day", async () => {
    await database.sql`update event_types set booking_limits = '[{"per":"day","maxCount":1}]'::jsonb`;
    const { uid } = await hold();
    await expect(book({ startsAt: "2026-11-03T12:00:00Z" })).rejects.toMatchObject({
      details: { reason: "limit_reached" },
    });
    expect((await book({ reservationUid: uid })).answer.status).toBe("accepted");
  });

  test("writes no booking, message or event", async () => {
    await hold();
    expect(await countRows(database.db)).toMatchObject({
      bookings: 0,
      messages: 0,
      outbox: 0,
      occupancies: 1,
    });
    expect(ctx.committedIds).toEqual([]);
  });

  test("is swept away an hour after it ended", async () => {
    await hold();
    await hold({ eventType: { id: classId }, startsAt: "2026-11-04T09:00:00Z" });
    ctx.clock.advance(minutes(64));
    await pruneRecords(ctx, 10);
    expect(await database.db.select().from(seats)).toHaveLength(1);
    ctx.clock.advance(minutes(1));
    await pruneRecords(ctx, 10);
    expect(await database.db.select().from(seats)).toEqual([]);
    expect(await database.db.select().from(occupancies)).toMatchObject([{ kind: "session" }]);
  });
});

describe("a reservation that can't be had", () => {
  test.each<[what: string, first: () => Promise<unknown>, error: object]>([
    ["of a time that is booked", () => book(), { code: "UNPROCESSABLE", details: { reason: "slot_taken" } }],
    [
      "of a time that somebody else holds",
      () => hold(),
      { code: "UNPROCESSABLE", details: { reason: "slot_reserved" } },
    ],
  ])("%s names the next free times", async (_what, first, error) => {
    await first();
    await expect(hold()).rejects.toMatchObject(error);
    await expect(hold()).rejects.toMatchObject({
      details: { data: { alternatives: [{ startsAt: "2026-11-03T09:30:00.000Z" }, {}, {}] } },
    });
  });

  test.each<[what: string, more: Partial<CreateReservationInput>, error: object]>([
    ["of an unknown event type", { eventType: { id: 999_999 } }, { code: "NOT_FOUND" }],
    [
      "outside the hours",
      { startsAt: "2026-11-03T23:00:00Z" },
      { code: "BAD_REQUEST", details: { reason: "outside_availability" } },
    ],
    [
      "of another length",
      { lengthMinutes: 45 },
      { code: "BAD_REQUEST", details: { reason: "length_not_offered" } },
    ],
    [
      "for a time of the caller's own",
      { holdMinutes: 60 },
      { code: "UNAUTHORIZED", details: { field: "holdMinutes" } },
    ],
  ])("%s", async (_what, more, error) => {
    await expect(hold(more)).rejects.toMatchObject(error);
    expect(await countRows(database.db)).toMatchObject({ occupancies: 0 });
  });

  test("for as long as somebody says who isn't the host; the host may", async () => {
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const stranger = createTestContext(database, { actor: { kind: "organizer", userId: noor.id } });
    await expect(hold({ holdMinutes: 60 }, stranger)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await hold({ holdMinutes: 60 }, host)).toMatchObject({ expiresAt: "2026-11-02T09:00:00.000Z" });
  });

  test("when too many times of one host are held already", async () => {
    await database.sql`
      insert into occupancies (host_id, event_type_id, kind, hold_uid, starts_at, ends_at, expires_at)
      select ${mira.id}, ${eventTypeId}, 'hold', 'held-' || n, at, at + interval '30 minutes', '2026-11-02T09:00Z'
      from generate_series(1, 100) n, lateral (select timestamptz '2027-01-01Z' + n * interval '1 hour' as at) times`;
    await expect(hold()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    ctx.clock.advance(minutes(60));
    expect((await hold()).startsAt).toBe(tuesdayAtTen);
  });
});

describe("a seat", () => {
  const holdSeat = () => hold({ eventType: { id: classId } });

  test("can be reserved beside others, and is booked with its own number", async () => {
    await book({}, classId);
    const held = await holdSeat();
    await expect(holdSeat()).rejects.toMatchObject({
      code: "UNPROCESSABLE",
      details: { reason: "no_seats_left" },
    });
    await expect(book({}, classId)).rejects.toMatchObject({ details: { reason: "no_seats_left" } });
    const { answer } = await book({ reservationUid: held.uid }, classId);
    expect(answer.seat?.number).toBe(2);
  });

  test("that nobody came for gives the session's time back", async () => {
    const { uid } = await holdSeat();
    await expect(hold()).rejects.toMatchObject({ details: { reason: "slot_taken" } });
    expect(await updateReservation(ctx, { uid })).toMatchObject({ uid, startsAt: tuesdayAtTen });
    ctx.clock.advance(minutes(5));
    expect(await startsOn(ctx, eventTypeId, "2026-11-03")).toContain("09:00");
    expect((await hold()).startsAt).toBe(tuesdayAtTen);
  });

  test("is given back by its uid", async () => {
    const { uid } = await holdSeat();
    expect(await deleteReservation(ctx, { uid })).toEqual({ released: true });
    expect((await book()).answer.status).toBe("accepted");
  });
});

test("of many who reserve and book one time at once, one gets it", async () => {
  const racers = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? hold() : book()));
  const results = await Promise.allSettled(racers);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") {
      expect(["slot_taken", "slot_reserved"]).toContain(result.reason.details.reason);
    }
  }
  expect(await countRows(database.db)).toMatchObject({ occupancies: 1 });
});
