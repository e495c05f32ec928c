import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { createRestDoor, type RestDoor } from "./testing/rest-door";

let database: TestDatabase;
let door: RestDoor;
let key: string;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const organizer = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, organizer)).id;
  ({ key } = await seedApiKey(database.db, organizer));
  door = createRestDoor(database, {
    PUNCTUAL_RATE_LIMITS: "on",
    REQUESTS_PER_MINUTE_PER_KEY: "3",
    REQUESTS_PER_MINUTE_PER_ADDRESS: "5",
    ANONYMOUS_BOOKINGS_PER_MINUTE: "2",
  });
});
afterAll(async () => {
  await door.close();
  await database.close();
});

const from = (address: string) => ({ "x-forwarded-for": address });
const throttled = "CustomThrottlerGuard - Too many requests. Please try again later.";

test("a key's requests are answered up to its limit, each with what is left", async () => {
  const list = () => door.get("/v2/bookings", { authorization: `Bearer ${key}`, ...from("1.1.1.1") });
  for (const remaining of ["2", "1", "0"]) {
    const { status, headers } = await list();
    expect(status).toBe(200);
    expect(headers.get("x-ratelimit-limit-default")).toBe("3");
    expect(headers.get("x-ratelimit-remaining-default")).toBe(remaining);
    expect(headers.get("x-ratelimit-reset-default")).toBe("60");
    expect(headers.get("x-ratelimit-reset")).toBe("60");
  }
  door.clock.advance(20_000);
  const refused = await list();
  expect(refused.status).toBe(429);
  expect(refused.body.error).toMatchObject({
    code: "ThrottlerException",
    message: throttled,
    details: { reason: "rate_limited" },
  });
  expect(refused.headers.get("retry-after")).toBe("40");
  expect(refused.headers.get("x-ratelimit-remaining-default")).toBe("0");
  door.clock.advance(40_000);
  expect((await list()).status).toBe(200);
});

test("guesses at keys count against the address they come from, and so do unknown paths", async () => {
  const guess = (number: number) =>
    door.get("/v2/bookings", { authorization: `Bearer cal_guess${number}`, ...from("2.2.2.2") });
  for (let number = 0; number < 4; number += 1) expect((await guess(number)).status).toBe(401);
  expect((await door.get("/v2/nothing", from("2.2.2.2"))).status).toBe(404);
  expect((await guess(5)).status).toBe(429);
  expect((await door.get("/v2/nothing", from("2.2.2.3"))).status).toBe(404);
});

test("bookings without a key are limited more strictly, and nothing of a refused one is kept", async () => {
  const book = (hour: number, headers: Record<string, string>) =>
    door.post(
      "/v2/bookings",
      {
        start: `2026-11-10T${String(hour).padStart(2, "0")}:00:00Z`,
        eventTypeId,
        attendee: { name: "Ada", email: "ada@example.org", timeZone: "UTC", phoneNumber: "+4930901820" },
      },
      headers,
    );
  expect((await book(9, from("3.3.3.3"))).status).toBe(201);
  expect((await book(10, from("3.3.3.3"))).status).toBe(201);
  const refused = await book(11, from("3.3.3.3"));
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("60");
  expect(refused.body.message).toBe("Too many requests. Try again in 60 seconds.");
  expect((await book(11, { authorization: `Bearer ${key}` })).status).toBe(201);
  expect((await book(12, from("3.3.3.4"))).status).toBe(201);
});

test("asking whether a page may call is not counted", async () => {
  for (let request = 0; request < 8; request += 1) {
    const asked = await door.send(
      new Request("http://punctual.test/v2/bookings", { method: "OPTIONS", headers: from("4.4.4.4") }),
    );
    expect(asked.status).toBe(204);
  }
});
