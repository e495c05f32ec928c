import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiKeys } from "@/db/schema/users";
import { hashApiKey } from "@/server/services/accounts/verify-api-key";
import { testNow } from "@/server/services/testing/create-test-context";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const freshKey = async () => (await seedApiKey(door.database.db, door.organizer)).key;
const refresh = (key: string, body: object = {}) =>
  door.post("/v2/api-keys/refresh", body, { authorization: `Bearer ${key}` });
const worksWith = async (key: string) =>
  (await door.get("/v2/me", { authorization: `Bearer ${key}` })).status === 200;

test("a key is replaced by another of the same holder, and ends", async () => {
  const key = await freshKey();
  const { status, body } = await refresh(key);
  expect([status, Object.keys(body.data)]).toEqual([200, ["apiKey"]]);
  expect(body.data.apiKey).toMatch(/^cal_live_/);
  expect([await worksWith(key), await worksWith(body.data.apiKey)]).toEqual([false, true]);
  const again = await refresh(key);
  expect([again.status, again.body.error.message]).toEqual([401, "Your api key is not valid"]);
});

const inDays = (days: number) => new Date(testNow.getTime() + days * 86_400_000);

test.each([
  [{}, inDays(30)],
  [{ apiKeyDaysValid: 7 }, inDays(7)],
  [{ apiKeyNeverExpires: true, apiKeyDaysValid: 7 }, null],
])("it is valid as long as %j says", async (body, expiresAt) => {
  const { apiKey } = (await refresh(await freshKey(), body)).body.data;
  const [row] = await door.database.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, hashApiKey(apiKey)));
  expect(row).toMatchObject({ ownerId: door.organizer.id, name: "Test", scope: "manage", expiresAt });
});

test.each([[0], [3651], ["a week"], [1.5]])(
  "%j days are refused, and the key goes on",
  async (apiKeyDaysValid) => {
    const key = await freshKey();
    const { status, body } = await refresh(key, { apiKeyDaysValid });
    expect([status, body.error.details.field]).toEqual([400, "apiKeyDaysValid"]);
    expect(await worksWith(key)).toBe(true);
  },
);

test("a key that may not manage can't be replaced by itself, and nobody's isn't", async () => {
  const { key } = await seedApiKey(door.database.db, door.organizer, { scope: "book" });
  const limited = await refresh(key);
  expect([limited.status, limited.body.error.details.reason]).toEqual([403, "scope_missing"]);
  expect(await worksWith(key)).toBe(true);
  expect((await door.post("/v2/api-keys/refresh", {})).status).toBe(401);
});
