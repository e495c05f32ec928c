import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { cancelBooking } from "./cancel-booking";
import { createBooking } from "./create-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let ctx: TestContext;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ctx = createTestContext(database);
  eventTypeId = (await seedEventType(database.db, mira, { maxActivePerAttendee: 2 })).id;
});

const ada = { name: "Ada", email: "ada@example.org", timeZone: "UTC" };
const book = async (day: number, attendee: Parameters<typeof bookingInput>[1] = { attendee: ada }) =>
  (
    await createBooking(
      ctx,
      bookingInput(eventTypeId, { startsAt: `2026-11-0${day}T09:00:00Z`, ...attendee }),
    )
  ).answer;
const refused = {
  code: "BAD_REQUEST",
  message:
    "Attendee with this email can't book because the maximum number of active bookings has been reached.",
  details: { field: "attendee", reason: "attendee_limit_reached" },
};

test("nobody has more than two of my times ahead, known by address or by number", async () => {
  await book(3);
  await book(4, { attendee: { ...ada, email: "ADA@example.org" } });
  await expect(book(5)).rejects.toMatchObject(refused);
  await book(5, { attendee: { ...ada, email: "bo@example.org", phoneNumber: "+14155552671" } });
  await book(6, { attendee: { ...ada, email: "cy@example.org", phoneNumber: "+14155552671" } });
  const byNumber = { ...ada, email: "di@example.org", phoneNumber: "+1 415 555 2671" };
  await expect(book(9, { attendee: byNumber })).rejects.toMatchObject(refused);
});

test("a time that has passed or was cancelled counts no more", async () => {
  const first = await book(3);
  await book(4);
  await cancelBooking(ctx, { uid: first.uid });
  await book(5);
  ctx.clock.set(new Date("2026-11-04T10:00:00Z"));
  expect((await book(6)).status).toBe("accepted");
});

test("another kind of meeting doesn't count, and a series counts as one", async () => {
  const other = await seedEventType(database.db, mira, {
    slug: "weekly",
    maxActivePerAttendee: 2,
    recurrence: { frequency: "weekly", interval: 1, count: 3 },
  });
  await createBooking(ctx, bookingInput(other.id, { startsAt: "2026-11-03T12:00:00Z", attendee: ada }));
  await createBooking(ctx, bookingInput(other.id, { startsAt: "2026-11-04T12:00:00Z", attendee: ada }));
  const third = bookingInput(other.id, { startsAt: "2026-11-05T12:00:00Z", attendee: ada });
  await expect(createBooking(ctx, third)).rejects.toMatchObject(refused);
  expect((await book(3)).status).toBe("accepted");
});

test("asked for at once, no more are given than one may have", async () => {
  const results = await Promise.allSettled([3, 4, 5, 6, 9].map((day) => book(day)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});
