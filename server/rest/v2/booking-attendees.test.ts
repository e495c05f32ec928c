import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType } from "@/db/testing/seed-organizer";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const cy = { name: "Cy Twombly", email: "cy@example.org", timeZone: "america/new_york" };
const pathOf = async (more: object = {}) => `/v2/bookings/${(await door.book(more)).body.data.uid}/attendees`;

describe("POST /v2/bookings/:uid/attendees", () => {
  test("adds one who is listed from then on, and is taken off again", async () => {
    const path = await pathOf();
    const added = await door.post(
      path,
      { ...cy, phoneNumber: "+1 415 555 2671", language: "de" },
      door.asHost,
    );
    expect(added.status).toBe(201);
    expect(added.body.data).toMatchObject({
      ...{ name: "Cy Twombly", email: "cy@example.org", displayEmail: "cy@example.org", absent: false },
      ...{ timeZone: "America/New_York", phoneNumber: "+14155552671", language: "de" },
    });
    const { id } = added.body.data;
    const listed = await door.get(path, door.asHost);
    expect(listed.body.data).toHaveLength(2);
    expect((await door.get(`${path}/${id}`, door.asHost)).body.data).toEqual(added.body.data);
    const gone = await door.delete(`${path}/${id}`, door.asHost);
    expect([gone.status, gone.body.data]).toEqual([200, added.body.data]);
    expect((await door.get(path, door.asHost)).body.data).toEqual([listed.body.data[0]]);
    expect((await door.delete(`${path}/${id}`, door.asHost)).status).toBe(404);
  });

  test("books a seat of their own where the booking has one", async () => {
    const values = { slug: "class", seatsPerSlot: 3 };
    const { id: eventTypeId } = await seedEventType(door.database.db, door.organizer, values);
    const added = await door.post(await pathOf({ eventTypeId }), cy, door.asHost);
    expect(added.status).toBe(201);
    const { seatUid, bookingId } = added.body.data;
    const booking = await door.get(`/v2/bookings/by-seat/${seatUid}`);
    expect(booking.body.data).toMatchObject({ id: bookingId, attendees: [{ name: "Cy Twombly", seatUid }] });
  });

  test.each([
    [{}, "name"],
    [{ ...cy, email: undefined }, "email"],
    [{ ...cy, email: "ada@example.org" }, "email"],
    [{ ...cy, timeZone: "Moon/Base" }, "timeZone"],
    [{ ...cy, phoneNumber: "12" }, "phoneNumber"],
    [{ ...cy, language: "??" }, "language"],
  ])("%j is refused by name", async (body, field) => {
    const path = await pathOf();
    const before = await countRows(door.database.db);
    const answer = await door.post(path, body, door.asHost);
    expect([answer.status, answer.body.error.details.field]).toEqual([400, field]);
    expect(answer.body.message.startsWith("attendee.")).toBe(false);
    expect(await countRows(door.database.db)).toEqual(before);
  });
});

test("whoever booked is not taken off, and the answer says what to do", async () => {
  const path = await pathOf();
  const [{ id }] = (await door.get(path, door.asHost)).body.data;
  const { status, body } = await door.delete(`${path}/${id}`, door.asHost);
  expect([status, body.error.details.reason]).toEqual([400, "attendee_has_booked"]);
  expect(body.message).toContain("cancel the booking instead");
});
