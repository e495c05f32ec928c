import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { auditOf } from "../testing/plan-of";
import { createBooking } from "./create-booking";
import { rateBooking, rateBookingInputSchema } from "./rate-booking";

let database: TestDatabase;
let ctx: TestContext;
let uid: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  ctx = createTestContext(database);
  const eventType = await seedEventType(database.db, await seedOrganizer(database.db));
  uid = (await createBooking(ctx, bookingInput(eventType.id))).answer.uid;
});

test("whoever has the link says how a meeting was, and may change their mind", async () => {
  ctx.clock.set(new Date("2026-11-03T10:00:00Z"));
  const events = await database.db.$count(outbox);
  expect(await rateBooking(ctx, { uid, rating: 3, comment: "" })).toMatchObject({
    rating: { stars: 3, comment: "" },
  });
  const later = await rateBooking(ctx, { uid, rating: 5, comment: "On second thoughts" });
  expect(later.rating).toEqual({ stars: 5, comment: "On second thoughts" });
  expect((await auditOf(database.db)).at(-1)).toBe("booking.rated by link_holder");
  expect(await database.db.$count(outbox)).toBe(events);
});

test("nobody rates what hasn't begun, or what they have no link of", async () => {
  await expect(rateBooking(ctx, { uid, rating: 5, comment: "" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    details: { reason: "not_started" },
  });
  await expect(rateBooking(ctx, { uid: "unknown", rating: 5, comment: "" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test.each([0, 6, 2.5])("%d is no rating", (rating) => {
  const { error } = rateBookingInputSchema.safeParse({ uid, rating });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual(["rating"]);
});
