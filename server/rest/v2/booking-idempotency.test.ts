import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

test("a repeated request gets the first answer, marked as such, and writes nothing", async () => {
  const body = door.bookingBody();
  const headers = { "idempotency-key": "first-key" };
  const first = await door.post("/v2/bookings", body, headers);
  const rows = await countRows(door.database.db);
  const second = await door.post("/v2/bookings", body, headers);
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  expect(second.status).toBe(201);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect(second.body).toEqual(first.body);
  expect(await countRows(door.database.db)).toEqual(rows);
});

test("rescheduling and cancelling repeat their answers as well", async () => {
  const { uid } = (await door.book()).body.data;
  const change = { start: door.freeStart() };
  const moved = await door.post(`/v2/bookings/${uid}/reschedule`, change, { "idempotency-key": "move" });
  const again = await door.post(`/v2/bookings/${uid}/reschedule`, change, { "idempotency-key": "move" });
  expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
  expect(again.body).toEqual(moved.body);
  const path = `/v2/bookings/${moved.body.data.uid}/cancel`;
  const cancelled = await door.post(path, {}, { "idempotency-key": "cancel" });
  const repeated = await door.post(path, {}, { "idempotency-key": "cancel" });
  expect([repeated.status, repeated.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
  expect(repeated.body).toEqual(cancelled.body);
});

test("a key that was used for another request is refused, and nothing is written", async () => {
  const headers = { "idempotency-key": "one-use" };
  await door.book({}, headers);
  const rows = await countRows(door.database.db);
  const { status, body } = await door.book({}, headers);
  expect(status).toBe(422);
  expect(body.error).toMatchObject({
    code: "UnprocessableEntityException",
    message: "This Idempotency-Key was already used with another request.",
    details: { field: "Idempotency-Key", reason: "idempotency_key_reused" },
  });
  expect(await countRows(door.database.db)).toEqual(rows);
});

test("while the first request is being answered, a second is told to come back", async () => {
  const body = door.bookingBody();
  const headers = { "idempotency-key": "in-progress" };
  const { first, second } = await door.database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(1, ${door.organizer.id}::int)`);
    const answering = door.post("/v2/bookings", body, headers);
    await vi.waitUntil(hasSomeoneWaiting);
    return { first: answering, second: await door.post("/v2/bookings", body, headers) };
  });
  expect(second.status).toBe(409);
  expect(second.headers.get("retry-after")).toBe("1");
  expect(second.body.error).toMatchObject({
    code: "ConflictException",
    details: { reason: "idempotency_key_in_progress" },
  });
  expect((await first).status).toBe(201);
});

test("the key belongs to the credential", async () => {
  const { key } = await seedApiKey(door.database.db, door.organizer);
  const anonymous = await door.book({}, { "idempotency-key": "shared" });
  const keyed = await door.book({}, { "idempotency-key": "shared", authorization: key });
  expect([anonymous.status, keyed.status]).toEqual([201, 201]);
  expect(keyed.headers.get("idempotent-replayed")).toBeNull();
});

test("a refused request leaves its key free", async () => {
  const headers = { "idempotency-key": "second-try" };
  expect((await door.book({ start: "2026-11-01T09:00:00Z" }, headers)).status).toBe(400);
  expect((await door.book({}, headers)).status).toBe(201);
});

test.each(["with space", "x".repeat(256)])("the key %j is refused by the header's name", async (key) => {
  const { status, body } = await door.book({}, { "idempotency-key": key });
  expect(status).toBe(400);
  expect(body.error.details.field).toBe("Idempotency-Key");
  expect(body.error.message).toMatch(/^Idempotency-Key must be/);
});

async function hasSomeoneWaiting(): Promise<boolean> {
  const waiting = await door.database.sql`
    select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
  return waiting.length > 0;
}
