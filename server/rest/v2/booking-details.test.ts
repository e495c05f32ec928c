import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { testNow } from "@/server/services/testing/create-test-context";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { attendeeDataSchema } from "./booking-attendees";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;
let stranger: { authorization: string };

beforeAll(async () => {
  door = await createBookableDoor();
  const other = await seedOrganizer(door.database.db, { username: "noor" });
  stranger = { authorization: (await seedApiKey(door.database.db, other)).key };
});
afterAll(() => door.close());

const booked = async () => (await door.book()).body.data;

describe("POST /v2/bookings/:uid/mark-absent", () => {
  test("marks who didn't come, once the meeting has begun", async () => {
    const { uid, start } = await booked();
    const path = `/v2/bookings/${uid}/mark-absent`;
    const marks = { host: true, attendees: [{ email: "ada@example.org", absent: true }] };
    const early = await door.post(path, marks, door.asHost);
    expect(early.status).toBe(400);
    expect(early.body.error.message).toMatch(
      /^Bookings can only be marked as absent after their scheduled start time\./,
    );
    door.clock.set(new Date(Date.parse(start) + 60_000));
    const { status, body } = await door.post(path, marks, door.asHost);
    door.clock.set(testNow);
    expect(status).toBe(200);
    expect(bookingDataSchema.strict().parse(body.data)).toMatchObject({
      absentHost: true,
      attendees: [{ absent: true }],
    });
  });

  test("says as callers know it that there is no such booking", async () => {
    const { status, body } = await door.post("/v2/bookings/nowhere/mark-absent", { host: true }, door.asHost);
    expect([status, body.message]).toEqual([404, "Booking with uid=nowhere not found."]);
  });

  test("names whom it doesn't know, and asks for somebody", async () => {
    const { uid, start } = await booked();
    const path = `/v2/bookings/${uid}/mark-absent`;
    door.clock.set(new Date(Date.parse(start) + 60_000));
    const unknown = { attendees: [{ email: "x@example.org", absent: true }] };
    const answers = [await door.post(path, unknown, door.asHost), await door.post(path, {}, door.asHost)];
    door.clock.set(testNow);
    expect(answers.map(({ status, body }) => [status, body.error.details.field])).toEqual([
      [400, "attendees.0.email"],
      [400, "attendees"],
    ]);
  });
});

describe("PATCH /v2/bookings/:uid/location", () => {
  test.each([
    [{ type: "address", address: "Main Street 1" }, "Main Street 1"],
    [{ type: "link", link: "https://meet.example.org/a" }, "https://meet.example.org/a"],
    [{ type: "phone", phone: "+49 30 901821" }, "+4930901821"],
    [{ type: "attendeeAddress", address: "At Ada's" }, "At Ada's"],
    [{ type: "attendeePhone", phone: "+4930901820" }, "+4930901820"],
    [{ type: "attendeeDefined", location: "The park" }, "The park"],
    ["By the river", "By the river"],
  ])("%j", async (location, expected) => {
    const { uid } = await booked();
    const { status, body } = await door.patch(`/v2/bookings/${uid}/location`, { location }, door.asHost);
    expect([status, body.data.location]).toEqual([200, expected]);
    expect(
      body.data.notifications.map(({ workflow }: { workflow: { name: string } }) => workflow.name),
    ).toContain("New place");
  });

  test.each([
    [{}, "location"],
    [{ location: { type: "moon" } }, "location.type"],
    [{ location: { type: "link", link: "x" } }, "location.link"],
    [{ location: { type: "address" } }, "location.address"],
  ])("%j is refused by name", async (change, field) => {
    const { uid } = await booked();
    const { status, body } = await door.patch(`/v2/bookings/${uid}/location`, change, door.asHost);
    expect([status, body.error.details.field]).toEqual([400, field]);
  });
});

describe("POST /v2/bookings/:uid/guests", () => {
  test("adds them, and a repeat with its key gets the first answer", async () => {
    const { uid } = await booked();
    const headers = { ...door.asHost, "idempotency-key": "guests" };
    const guests = { guests: ["Di@example.org"] };
    const first = await door.post(`/v2/bookings/${uid}/guests`, guests, headers);
    expect([first.status, first.body.data.guests]).toEqual([200, ["di@example.org"]]);
    const second = await door.post(`/v2/bookings/${uid}/guests`, guests, headers);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(second.body).toEqual(first.body);
  });

  test.each([[{}], [{ guests: ["di"] }], [{ guests: [] }]])("%j is refused by name", async (guests) => {
    const { uid } = await booked();
    const { status, body } = await door.post(`/v2/bookings/${uid}/guests`, guests, door.asHost);
    expect([status, body.error.details.field.split(".")[0]]).toEqual([400, "guests"]);
  });
});

describe("GET /v2/bookings/:uid/attendees", () => {
  test("lists them, and shows one", async () => {
    const { uid, id } = await booked();
    const list = await door.get(`/v2/bookings/${uid}/attendees`, door.asHost);
    const [attendee] = list.body.data;
    expect(attendeeDataSchema.strict().parse(attendee)).toMatchObject({
      bookingId: id,
      name: "Ada Byron",
      email: "ada@example.org",
      phoneNumber: "+4930901820",
      absent: false,
    });
    const one = await door.get(`/v2/bookings/${uid}/attendees/${attendee.id}`, door.asHost);
    expect(one.body.data).toEqual(attendee);
    const unknown = await door.get(`/v2/bookings/${uid}/attendees/999`, door.asHost);
    expect([unknown.status, unknown.body.error.details.field]).toEqual([404, "attendeeId"]);
  });
});

test("calendar links lead into calendars", async () => {
  const { uid } = await booked();
  const { status, body } = await door.get(`/v2/bookings/${uid}/calendar-links`, door.asHost);
  expect(status).toBe(200);
  for (const { label, link } of body.data)
    expect([typeof label, URL.canParse(link)]).toEqual(["string", true]);
  expect(body.data).toHaveLength(4);
});

test.each(["references", "recordings", "transcripts", "conferencing-sessions"])(
  "a booking has no %s",
  async (name) => {
    const { uid } = await booked();
    const { status, body } = await door.get(`/v2/bookings/${uid}/${name}`, door.asHost);
    expect([status, body.data]).toEqual([200, []]);
  },
);

test.each<[method: string, path: string, body?: object]>([
  ["POST", "mark-absent", { host: true }],
  ["PATCH", "location", { location: "Room 9" }],
  ["POST", "guests", { guests: ["di@example.org"] }],
  ["GET", "attendees"],
  ["GET", "attendees/1"],
  ["GET", "calendar-links"],
  ["GET", "references"],
  ["GET", "recordings"],
  ["GET", "transcripts"],
  ["GET", "conferencing-sessions"],
])("%s %s takes the host's key, and writes nothing without it", async (method, path, body) => {
  const { uid } = await booked();
  const before = await countRows(door.database.db);
  const send = (headers: Record<string, string>) =>
    door.send(
      new Request(`http://punctual.test/v2/bookings/${uid}/${path}`, {
        method,
        headers: { "content-type": "application/json", ...headers },
        body: body && JSON.stringify(body),
      }),
    );
  expect((await send({})).status).toBe(401);
  expect((await send(stranger)).status).toBe(404);
  expect(await countRows(door.database.db)).toEqual(before);
});
