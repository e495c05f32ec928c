import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;
let eventTypeId: number;

beforeAll(async () => {
  door = await createBookableDoor();
  const asked = { slug: "asked", confirmation: "always" } as const;
  eventTypeId = (await seedEventType(door.database.db, door.organizer, asked)).id;
});
afterAll(() => door.close());

const request = async () => (await door.book({ eventTypeId })).body.data;

describe("POST /v2/bookings/:uid/confirm", () => {
  test("the host's key agrees to a request, which then owes what a booking owes", async () => {
    const { uid, status } = await request();
    expect(status).toBe("pending");
    const answer = await door.post(`/v2/bookings/${uid}/confirm`, {}, door.asHost);
    expect(answer.status).toBe(200);
    expect(bookingDataSchema.strict().parse(answer.body.data)).toMatchObject({ uid, status: "accepted" });
    const again = await door.post(`/v2/bookings/${uid}/confirm`, {}, door.asHost);
    expect([again.status, again.body.error.details.reason]).toEqual([400, "already_accepted"]);
  });

  test("a repeat with the same key gets the first answer", async () => {
    const { uid } = await request();
    const headers = { ...door.asHost, "idempotency-key": "agree" };
    const first = await door.post(`/v2/bookings/${uid}/confirm`, {}, headers);
    const second = await door.post(`/v2/bookings/${uid}/confirm`, {}, headers);
    expect([second.status, second.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect(second.body).toEqual(first.body);
  });
});

describe("POST /v2/bookings/:uid/decline", () => {
  test("the host's key turns a request down with a reason", async () => {
    const { uid } = await request();
    const answer = await door.post(`/v2/bookings/${uid}/decline`, { reason: "Away" }, door.asHost);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({ uid, status: "rejected" });
  });

  test("a reason that is no text is refused by name", async () => {
    const { uid } = await request();
    const { status, body } = await door.post(`/v2/bookings/${uid}/decline`, { reason: 5 }, door.asHost);
    expect([status, body.error.details.field]).toEqual([400, "reason"]);
  });
});

describe.each(["confirm", "decline"])("%s is the host's", (verb) => {
  test("without a key it takes one, another's key finds nothing, and nothing is written", async () => {
    const { uid } = await request();
    const other = await seedOrganizer(door.database.db, { username: `noor-${verb}` });
    const { key } = await seedApiKey(door.database.db, other);
    const before = await countRows(door.database.db);
    const anonymous = await door.post(`/v2/bookings/${uid}/${verb}`, {});
    expect(anonymous.status).toBe(401);
    expect(anonymous.body.error.message).toMatch(/^No authentication method provided\./);
    const stranger = await door.post(`/v2/bookings/${uid}/${verb}`, {}, { authorization: key });
    expect(stranger.status).toBe(404);
    expect(await countRows(door.database.db)).toEqual(before);
  });
});
