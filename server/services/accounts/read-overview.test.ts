import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { createBooking } from "@/server/services/bookings/create-booking";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { readOverview } from "./read-overview";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("today is the organizer's day, not the server's", async () => {
  const host = await seedOrganizer(database.db, { timeZone: "Pacific/Auckland" });
  const eventType = await seedEventType(database.db, host);
  const ctx = createTestContext(database);
  const mine: TestContext = { ...ctx, actor: { kind: "organizer", userId: host.id } };
  expect(await readOverview(mine)).toEqual({
    todayCount: 0,
    next: null,
    attention: { count: 0, items: [] },
    hasBookings: false,
  });
  const book = async (startsAt: string) => {
    const attendee = { name: "Ada", email: "ada@example.com", timeZone: "Europe/London" };
    const input = createBookingInputSchema.parse({ eventType: { id: eventType.id }, startsAt, attendee });
    return (await createBooking(ctx, input)).answer.uid;
  };
  // In Auckland both are on 3 November; in UTC the first is on the 2nd.
  const first = await book("2026-11-02T20:00:00Z");
  await book("2026-11-03T03:00:00Z");
  await book("2026-11-03T20:00:00Z");

  ctx.clock.set(new Date("2026-11-02T10:59:59Z"));
  expect((await readOverview(mine)).todayCount).toBe(0);
  ctx.clock.set(new Date("2026-11-02T11:00:00Z"));
  expect(await readOverview(mine)).toMatchObject({ todayCount: 2, next: { uid: first }, hasBookings: true });
  ctx.clock.set(new Date("2026-11-03T03:00:00Z"));
  expect(await readOverview(mine)).toMatchObject({
    todayCount: 2,
    next: { startsAt: "2026-11-03T03:00:00.000Z" },
  });
});

test("anyone who acts for no organizer is turned away", async () => {
  await expect(readOverview(createTestContext(database))).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
