import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { ServiceError } from "@/server/platform/service-error";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { appRouter, createCaller } from "./app-router";
import { trpcErrorOf } from "./trpc";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const ask = (path: string, input: unknown, createContext: () => ReturnType<typeof createTestContext>) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(
      `http://punctual.test/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
    ),
    router: appRouter,
    createContext,
  });

test("text that cannot be stored is refused with its place, before anything is asked of the database", async () => {
  const caller = createCaller(createTestContext(database));
  await expect(caller.booking.get({ uid: "a\0b" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    cause: { details: { field: "uid", reason: "text_not_storable" } },
  });
});

test("what a verb refuses keeps its code, message and details on the wire", async () => {
  const response = await ask("booking.get", { uid: "nowhere" }, () => createTestContext(database));
  expect(response.status).toBe(404);
  const { error } = await response.json();
  expect(error.message).toBe("Booking with uid=nowhere was not found in the database");
  expect(error.data).toMatchObject({ code: "NOT_FOUND", field: "uid", reason: "booking_not_found" });
});

test("a credential that is refused answers so on the wire", async () => {
  const response = await ask("booking.get", { uid: "nowhere" }, () => {
    throw trpcErrorOf(new ServiceError("UNAUTHORIZED", "Your api key is not valid"));
  });
  expect(response.status).toBe(401);
  expect((await response.json()).error.message).toBe("Your api key is not valid");
});
