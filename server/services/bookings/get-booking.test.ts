import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer, seedWorkflow } from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { createTestContext } from "../testing/create-test-context";
import type { BookingView } from "./booking-view";
import { createBooking } from "./create-booking";
import { getBooking } from "./get-booking";

let database: TestDatabase;
let booked: BookingView;

beforeAll(async () => {
  database = await createTestDatabase();
  const mira = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, mira);
  await seedWorkflow(database.db, mira, { activeOn: [eventType] });
  booked = (await createBooking(createTestContext(database), bookingInput(eventType.id))).answer;
});
afterAll(() => database.close());

test("a booking reads as it was answered, to whoever holds its uid, and reading writes nothing", async () => {
  const before = await countRows(database.db);
  const stranger = await seedOrganizer(database.db, { username: "noor" });
  const actors = [{ kind: "anonymous" }, { kind: "organizer", userId: stranger.id }] as const;
  for (const actor of actors) {
    const ctx = createTestContext(database, { actor });
    expect(await getBooking(ctx, { uid: booked.uid })).toEqual(booked);
    expect(ctx.committedIds).toEqual([]);
  }
  expect(await countRows(database.db)).toEqual(before);
});

test("recipients are masked", () => {
  const shown = [...booked.workflows, ...booked.notifications].map(({ recipient }) => recipient);
  expect(shown.sort()).toEqual(["+4•••••1820", "a•••@example.org", "m•••@example.org"]);
});

test.each(["nowhere", "1"])("the uid %s is not found", async (uid) => {
  await expect(getBooking(createTestContext(database), { uid })).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: `Booking with uid=${uid} was not found in the database`,
    details: { reason: "booking_not_found" },
  });
});
