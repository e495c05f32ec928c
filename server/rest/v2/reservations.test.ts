import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { reservationDataSchema } from "./reservations";

let door: BookableDoor;
const path = "/v2/slots/reservations";

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const reserve = (more: object = {}, headers?: Record<string, string>) =>
  door.post(path, { eventTypeId: door.eventTypeId, slotStart: door.freeStart(), ...more }, headers);
const unknown = `${path}/nowhere`;

describe("POST /v2/slots/reservations", () => {
  test("holds a free time for five minutes", async () => {
    const slotStart = door.freeStart();
    const { status, body } = await reserve({ slotStart });
    expect(status).toBe(201);
    expect(reservationDataSchema.strict().parse(body.data)).toEqual({
      eventTypeId: door.eventTypeId,
      slotStart,
      slotEnd: new Date(Date.parse(slotStart) + 30 * 60_000).toISOString(),
      slotDuration: 30,
      reservationUid: expect.any(String),
      reservationDuration: 5,
      reservationUntil: "2026-11-02T08:05:00.000Z",
    });
    const taken = await door.book({ start: slotStart });
    expect(taken.body.error.details.reason).toBe("slot_taken");
  });

  test("the host's key says for how long, nobody else", async () => {
    const asked = { reservationDuration: 30 };
    const { body } = await reserve(asked, door.asHost);
    expect(body.data).toMatchObject({ ...asked, reservationUntil: "2026-11-02T08:30:00.000Z" });
    const anonymous = await reserve(asked);
    expect([anonymous.status, anonymous.body.error.message]).toEqual([
      401,
      "reservationDuration can only be used for authenticated requests - use access token, api key or OAuth credentials",
    ]);
    const other = await seedOrganizer(door.database.db, { username: "noor" });
    const { key } = await seedApiKey(door.database.db, other);
    const stranger = await reserve(asked, { authorization: key });
    expect([stranger.status, stranger.body.error.details.field]).toEqual([403, "reservationDuration"]);
  });

  test("a time that is held or booked is told apart", async () => {
    const held = (await reserve()).body.data;
    const again = await reserve({ slotStart: held.slotStart });
    expect([again.status, again.body.error.message]).toEqual([
      422,
      "This time slot is already reserved by another user. Please choose a different time.",
    ]);
    const booked = (await door.book()).body.data;
    const late = await reserve({ slotStart: booked.start });
    expect([late.status, late.body.error.message]).toEqual([
      422,
      "Can't reserve a slot if the event is already booked.",
    ]);
  });

  test("a session that is full has no seat to hold", async () => {
    const seated = { slug: "class", seatsPerSlot: 1 };
    const { id: eventTypeId } = await seedEventType(door.database.db, door.organizer, seated);
    const { slotStart } = (await reserve({ eventTypeId })).body.data;
    const full = await reserve({ eventTypeId, slotStart });
    expect([full.status, full.body.error.details.reason]).toEqual([422, "no_seats_left"]);
  });

  test.each<[what: string, more: object, status: number, field: string, message: string | RegExp]>([
    ["no event type", { eventTypeId: undefined }, 400, "eventTypeId", "eventTypeId is required"],
    ["an unknown event type", { eventTypeId: 999 }, 404, "eventTypeId", "Event Type with ID=999 not found"],
    ["no time", { slotStart: undefined }, 400, "slotStart", "slotStart is required"],
    ["a time that isn't offered", { slotStart: "2026-11-03T03:00:00Z" }, 400, "slotStart", /can't be booked/],
    ["a length that isn't offered", { slotDuration: 45 }, 400, "slotDuration", /30 minutes/],
    ["a length of nothing", { slotDuration: 0 }, 400, "slotDuration", "slotDuration must be at least 1"],
  ])("%s is refused, and nothing is written", async (_what, more, expected, field, message) => {
    const before = await countRows(door.database.db);
    const { status, body } = await reserve(more);
    expect([status, body.error.details.field]).toEqual([expected, field]);
    expect(body.error.message).toMatch(message);
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("a repeat with the same key gets the first answer, another request with it is refused", async () => {
    const headers = { "idempotency-key": "hold" };
    const body = { slotStart: door.freeStart() };
    const first = await reserve(body, headers);
    const second = await reserve(body, headers);
    expect([second.status, second.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
    expect(second.body).toEqual(first.body);
    expect((await reserve({}, headers)).status).toBe(422);
  });
});

describe("a reservation is kept by its uid", () => {
  test("read, moved and put off", async () => {
    const { data } = (await reserve()).body;
    const own = `${path}/${data.reservationUid}`;
    const { reservationDuration: _, ...shown } = data;
    expect((await door.get(own)).body.data).toEqual(shown);
    const slotStart = door.freeStart();
    const moved = await door.patch(own, { eventTypeId: door.eventTypeId, slotStart });
    expect([moved.status, moved.body.data.slotStart]).toEqual([200, slotStart]);
    const longer = await door.patch(own, { reservationDuration: 10 }, door.asHost);
    expect(longer.body.data).toMatchObject({ reservationDuration: 10, slotStart });
    const other = await door.patch(own, { eventTypeId: 999 });
    expect([other.status, other.body.error.details.field]).toEqual([400, "eventTypeId"]);
  });

  test("given back, others have the time at once", async () => {
    const { data } = (await reserve()).body;
    const gone = await door.delete(`${path}/${data.reservationUid}`);
    expect([gone.status, gone.body]).toEqual([200, { status: "success" }]);
    expect((await reserve({ slotStart: data.slotStart })).status).toBe(201);
  });

  test("one that is unknown reads as none, and can't be changed", async () => {
    const read = await door.get(unknown);
    expect([read.status, read.body]).toEqual([200, { status: "success", data: null }]);
    const changed = await door.patch(unknown, {});
    expect([changed.status, changed.body.error.message]).toEqual([404, "Slot with uid=nowhere not found"]);
  });
});
