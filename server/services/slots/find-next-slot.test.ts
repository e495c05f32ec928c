import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createTestContext } from "../testing/create-test-context";
import { explainEmptyDay } from "./explain-empty-day";
import { findNextSlot } from "./find-next-slot";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
});
afterAll(() => database.close());

const next = (eventType: number, from?: string) =>
  findNextSlot(createTestContext(database), { eventType: { id: eventType }, from });

test("the next free time is the first from now or from a given instant on", async () => {
  expect(await next(eventTypeId)).toMatchObject({ startsAt: "2026-11-02T08:00:00.000Z" });
  expect(await next(eventTypeId, "2026-12-05T00:00:00Z")).toMatchObject({
    startsAt: "2026-12-07T08:00:00.000Z",
  });
});

test("it is found months ahead, and null when there is none within a year", async () => {
  const halfAYear = await seedEventType(database.db, mira, { slug: "later", minimumNoticeMinutes: 259_200 });
  expect((await next(halfAYear.id))?.startsAt.slice(0, 7)).toBe("2027-05");
  const never = await seedEventType(database.db, mira, { slug: "never", minimumNoticeMinutes: 700_000 });
  expect(await next(never.id)).toBeNull();
});

test("a day without times has a reason by the visitor's calendar, a day with times has none", async () => {
  const explain = (on: string, timeZone: string) =>
    explainEmptyDay(createTestContext(database), { eventType: { id: eventTypeId }, on, timeZone });
  expect(await explain("2026-11-07", "Europe/Berlin")).toBe("closed");
  expect(await explain("2026-11-07", "Pacific/Auckland")).toBeNull();
  expect(await explain("2026-11-01", "Europe/Berlin")).toBe("closed");
  expect(await explain("2026-10-30", "Europe/Berlin")).toBe("past");
});

test("an unknown event type is not found", async () => {
  await expect(next(999_999)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const day = { eventType: { id: 999_999 }, on: "2026-11-07", timeZone: "UTC" };
  await expect(explainEmptyDay(createTestContext(database), day)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
