import { afterAll, beforeAll, expect, test } from "vitest";
import { seedEventType } from "@/db/testing/seed-organizer";
import { ada, type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;
let eventTypeId: number;

beforeAll(async () => {
  door = await createBookableDoor();
  const seated = { slug: "class", seatsPerSlot: 3 };
  eventTypeId = (await seedEventType(door.database.db, door.organizer, seated)).id;
});
afterAll(() => door.close());

const join = async (start: string, name = "Ada", more: object = {}) => {
  const attendee = { ...ada, name, email: `${name.toLowerCase()}@example.org` };
  return (await door.book({ eventTypeId, start, attendee, ...more })).body.data;
};

test("a seat comes with its uid, at the top and at its attendee", async () => {
  const more = { metadata: { from: "crm" }, bookingFieldsResponses: { level: "first" } };
  const data = await join(door.freeStart(), "Ada", more);
  expect(bookingDataSchema.strict().parse(data).seatUid).toEqual(expect.any(String));
  expect(data.attendees).toMatchObject([
    {
      seatUid: data.seatUid,
      metadata: { from: "crm" },
      bookingFieldsResponses: { name: "Ada", level: "first" },
    },
  ]);
  expect(data.attendees[0].bookingFieldsResponses).not.toHaveProperty("email");
});

test("several sit in one session, and one more is told that it is full", async () => {
  const start = door.freeStart();
  const seats = [await join(start, "Ada"), await join(start, "Bo"), await join(start, "Cy")];
  expect(new Set(seats.map(({ seatUid }) => seatUid)).size).toBe(3);
  const full = await door.book({ eventTypeId, start });
  expect(full.body.error.details.reason).toBe("no_seats_left");
});

test("the list of slots counts the seats of a session", async () => {
  const start = door.freeStart();
  await join(start);
  const end = new Date(Date.parse(start) + 60_000).toISOString();
  const slots = await door.get(`/v2/slots?eventTypeId=${eventTypeId}&start=${start}&end=${end}`);
  const counted = { start, seatsTotal: 3, seatsBooked: 1, seatsRemaining: 2 };
  expect(slots.body.data[start.slice(0, 10)]).toEqual([counted]);
});

test("a booking is found by its seat", async () => {
  const data = await join(door.freeStart());
  const found = await door.get(`/v2/bookings/by-seat/${data.seatUid}`);
  expect([found.status, found.body.data]).toEqual([200, data]);
  const unknown = await door.get("/v2/bookings/by-seat/nowhere");
  expect([unknown.status, unknown.body.error.details.field]).toEqual([404, "seatUid"]);
});

test.each([
  ["reschedule", { start: "2026-12-30T08:00:00Z" }],
  ["cancel", {}],
])("to %s, the seat has to be named, and to be this one", async (verb, body) => {
  const start = door.freeStart();
  const [own, other] = [await join(start, "Ada"), await join(start, "Bo")];
  const path = `/v2/bookings/${own.uid}/${verb}`;
  const refusal = async (seatUid?: string) => (await door.post(path, { ...body, seatUid })).body.error;
  expect((await refusal()).details).toMatchObject({ field: "seatUid", reason: "seat_required" });
  expect((await refusal(other.seatUid)).message).toBe(
    "Invalid seatUid: this seat does not belong to this booking.",
  );
  expect((await refusal("nowhere")).message).toBe(
    "Invalid seatUid: this seat does not exist or has already been cancelled.",
  );
});

test("a seat is moved and given back by its uid, and the others stay", async () => {
  const [from, to] = [door.freeStart(), door.freeStart()];
  const [own, other] = [await join(from, "Ada"), await join(from, "Bo")];
  const moving = { start: to, seatUid: own.seatUid };
  const moved = await door.post(`/v2/bookings/${own.uid}/reschedule`, moving);
  expect(moved.status).toBe(201);
  expect(moved.body.data).toMatchObject({ start: to, seatUid: expect.any(String) });
  const { uid, seatUid } = moved.body.data;
  const cancelled = await door.post(`/v2/bookings/${uid}/cancel`, { seatUid });
  expect(cancelled.body.data).toMatchObject({ status: "cancelled" });
  const again = await door.post(`/v2/bookings/${uid}/cancel`, { seatUid });
  expect(again.body.error.message).toBe(
    "Invalid seatUid: this seat does not exist or has already been cancelled.",
  );
  expect((await door.get(`/v2/bookings/${other.uid}`)).body.data.status).toBe("accepted");
});

test("the host cancels a whole session at once; nobody else can", async () => {
  const start = door.freeStart();
  const [own] = [await join(start, "Ada"), await join(start, "Bo")];
  const body = { wholeSession: true, cancellationReason: "Ill" };
  expect((await door.post(`/v2/bookings/${own.uid}/cancel`, body)).status).toBe(403);
  const { data } = (await door.post(`/v2/bookings/${own.uid}/cancel`, body, door.asHost)).body;
  expect(data.map(({ status }: { status: string }) => status)).toEqual(["cancelled", "cancelled"]);
});
