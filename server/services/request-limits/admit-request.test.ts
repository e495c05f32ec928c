import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import type { Actor } from "@/server/services/service-context";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { plainInstallation } from "@/server/services/testing/plain-installation";
import { admitRequest } from "./admit-request";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const requestLimits = { perKey: 3, perAddress: 2, ofPages: 9, anonymousBookings: 1 };
const key: Actor = { kind: "api_key", keyId: 1, userId: 1, scope: "read" };
const admit = (door: TestContext["door"], actor: Actor, askedFrom = "here") =>
  admitRequest(
    createTestContext(database, {
      installation: { ...plainInstallation, requestLimits },
      door,
      actor,
      askedFrom,
    }),
  );

test("a key's requests count together, whichever door they come through", async () => {
  expect(await admit("rest", key)).toMatchObject({ limit: 3, remaining: 2 });
  expect(await admit("mcp", key)).toMatchObject({ limit: 3, remaining: 1 });
  expect(await admit("web", key)).toMatchObject({ limit: 3, remaining: 0 });
  expect(await admit("rest", key)).toMatchObject({ isExceeded: true });
});

test("who comes without a key is counted by address, apart for pages and for the API", async () => {
  const anonymous: Actor = { kind: "anonymous" };
  expect(await admit("rest", anonymous)).toMatchObject({ limit: 2, remaining: 1 });
  expect(await admit("web", anonymous)).toMatchObject({ limit: 9, remaining: 8 });
  expect(await admit("rest", anonymous, "there")).toMatchObject({ limit: 2, remaining: 1 });
});

test("an organizer is counted as one, from wherever they ask", async () => {
  const organizer: Actor = { kind: "organizer", userId: 1 };
  expect(await admit("organizer", organizer)).toMatchObject({ limit: 9, remaining: 8 });
  expect(await admit("organizer", organizer, "there")).toMatchObject({ limit: 9, remaining: 7 });
});

test("nothing is counted where nothing is limited", async () => {
  expect(await admitRequest(createTestContext(database, { actor: key }))).toBeNull();
});
