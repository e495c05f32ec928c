import { afterAll, beforeAll, expect, test } from "vitest";
import { seedEventType } from "@/db/testing/seed-organizer";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;
let eventTypeId: number;
let requestedTypeId: number;

const weekMs = 7 * 24 * 60 * 60_000;
const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;

beforeAll(async () => {
  door = await createBookableDoor();
  const { db } = door.database;
  eventTypeId = (await seedEventType(db, door.organizer, { slug: "weekly", recurrence })).id;
  const asked = { slug: "asked", recurrence, confirmation: "always" } as const;
  requestedTypeId = (await seedEventType(db, door.organizer, asked)).id;
});
afterAll(() => door.close());

/** Books a series that collides with none before. */
async function series(more: object = {}) {
  const start = door.freeStart();
  for (let passed = 0; passed < 3; passed += 1) door.freeStart();
  return door.post("/v2/bookings", door.bookingBody({ eventTypeId, start, ...more }));
}
const statuses = (data: { status: string }[]) => data.map(({ status }) => status);

test("a series is booked as a list by start, of one recurringBookingUid", async () => {
  const { status, body } = await series();
  expect(status).toBe(201);
  for (const each of body.data) bookingDataSchema.strict().parse(each);
  const starts = body.data.map(({ start }: { start: string }) => Date.parse(start));
  expect(starts).toEqual([starts[0], starts[0] + weekMs, starts[0] + 2 * weekMs]);
  const uids = new Set(body.data.map((each: { recurringBookingUid: string }) => each.recurringBookingUid));
  expect([uids.size, [...uids][0]]).toEqual([1, expect.any(String)]);
});

test("recurrenceCount books fewer, one too, and never more", async () => {
  expect((await series({ recurrenceCount: 2 })).body.data).toHaveLength(2);
  expect((await series({ recurrenceCount: 1 })).body.data).toMatchObject([
    { recurringBookingUid: expect.any(String) },
  ]);
  const { status, body } = await series({ recurrenceCount: 4 });
  expect([status, body.error.message]).toEqual([
    400,
    "Provided recurrence count is higher than the event type's recurring event count.",
  ]);
  const once = await door.book({ recurrenceCount: 2 });
  expect([once.status, once.body.error.details.field]).toEqual([400, "recurrenceCount"]);
});

test("the series' uid shows all of it, the uid of one date that date", async () => {
  const { data } = (await series()).body;
  const all = await door.get(`/v2/bookings/${data[0].recurringBookingUid}`);
  expect([all.status, all.body.data]).toEqual([200, data]);
  const one = await door.get(`/v2/bookings/${data[1].uid}`);
  expect(one.body.data).toEqual(data[1]);
});

test("one date is moved alone and stays in its series", async () => {
  const { data } = (await series()).body;
  const start = data[1].start.replace("T08:00", "T09:00");
  const moved = await door.post(`/v2/bookings/${data[1].uid}/reschedule`, { start });
  expect(moved.status).toBe(201);
  expect(moved.body.data).toMatchObject({ start, recurringBookingUid: data[0].recurringBookingUid });
  const all = await door.get(`/v2/bookings/${data[0].recurringBookingUid}`);
  expect(all.body.data.map((each: { start: string }) => each.start)).toEqual([
    data[0].start,
    start,
    data[2].start,
  ]);
});

test("a series is not moved as a whole, and the answer says so", async () => {
  const { data } = (await series()).body;
  const path = `/v2/bookings/${data[0].recurringBookingUid}/reschedule`;
  const { status, body } = await door.post(path, { start: door.freeStart() });
  expect([status, body.error.details.reason]).toEqual([400, "is_series"]);
});

test("the series' uid cancels all of it", async () => {
  const { data } = (await series()).body;
  const { status, body } = await door.post(`/v2/bookings/${data[0].recurringBookingUid}/cancel`, {});
  expect(status).toBe(200);
  expect(statuses(body.data)).toEqual(["cancelled", "cancelled", "cancelled"]);
});

test("cancelSubsequentBookings takes the later dates along, without it the date goes alone", async () => {
  const { data } = (await series()).body;
  const alone = await door.post(`/v2/bookings/${data[0].uid}/cancel`, {});
  expect(alone.body.data).toMatchObject({ uid: data[0].uid, status: "cancelled" });
  const body = { cancelSubsequentBookings: true };
  const later = await door.post(`/v2/bookings/${data[1].uid}/cancel`, body);
  expect(later.body.data.map(({ uid }: { uid: string }) => uid)).toEqual([data[1].uid, data[2].uid]);
});

test.each([
  ["confirm", "accepted"],
  ["decline", "rejected"],
])("the series' uid lets the host %s all of it", async (verb, status) => {
  const { data } = (await series({ eventTypeId: requestedTypeId })).body;
  const path = `/v2/bookings/${data[0].recurringBookingUid}/${verb}`;
  const { body } = await door.post(path, {}, door.asHost);
  expect(statuses(body.data)).toEqual([status, status, status]);
});

test("a series of seats has one on each date, and is cancelled by the series' uid alone", async () => {
  const seated = { slug: "course", recurrence, seatsPerSlot: 2 };
  const { id } = await seedEventType(door.database.db, door.organizer, seated);
  const { data } = (await series({ eventTypeId: id })).body;
  const seats = new Set(data.map(({ seatUid }: { seatUid: string }) => seatUid));
  expect([seats.size, seats.has(undefined)]).toEqual([3, false]);
  const { status, body } = await door.post(`/v2/bookings/${data[0].recurringBookingUid}/cancel`, {});
  expect([status, statuses(body.data)]).toEqual([200, ["cancelled", "cancelled", "cancelled"]]);
});

test("a series with a date that is taken names the date and books none", async () => {
  const first = (await series()).body.data;
  const { status, body } = await door.book({ eventTypeId, start: first[2].start });
  expect(status).toBe(400);
  expect(body.error.details).toMatchObject({
    reason: "occurrences_not_free",
    occurrences: [{ startsAt: first[2].start, reason: "slot_taken" }],
  });
});
