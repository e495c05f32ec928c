import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { createTestContext } from "../testing/create-test-context";
import { getBookableEventType } from "./get-bookable-event-type";
import { getOnlyProfile } from "./get-only-profile";
import { getProfile } from "./get-profile";

let database: TestDatabase;
let mira: SeededOrganizer;

beforeAll(async () => {
  database = await createTestDatabase();
  mira = await seedOrganizer(database.db);
});
afterAll(() => database.close());

test("the only organizer is named, until there is a second", async () => {
  const ctx = createTestContext(database);
  expect(await getOnlyProfile(ctx)).toEqual({ name: "Mira Holt", username: "mira" });
  await seedOrganizer(database.db, { username: "noor" });
  expect(await getOnlyProfile(ctx)).toBeNull();
});

test("a profile lists what is offered to everyone and nothing private", async () => {
  await seedEventType(database.db, mira, { slug: "intro" });
  await seedEventType(database.db, mira, { slug: "secret", hidden: true });
  await seedEventType(database.db, mira, { slug: "gone", deletedAt: new Date("2026-11-01T00:00:00Z") });
  const profile = await getProfile(createTestContext(database), { username: "Mira" });
  expect(profile).toEqual({
    name: "Mira Holt",
    username: "mira",
    timeZone: "Europe/Berlin",
    eventTypes: [expect.objectContaining({ slug: "intro", lengthMinutes: 30 })],
  });
  expect(JSON.stringify(profile)).not.toContain("@");
});

test("a hidden event type can be looked at by who has its link", async () => {
  const input = { username: "mira", slug: "secret" };
  const eventType = await getBookableEventType(createTestContext(database), input);
  expect(eventType).toMatchObject({ slug: "secret", phoneRequired: false, textsAttendee: false });
  expect(JSON.stringify(eventType)).not.toContain("@");
});

test("a text that insists on a number makes the number required, another text only announces it", async () => {
  const insisting = await seedEventType(database.db, mira, { slug: "insisting" });
  const texting = await seedEventType(database.db, mira, { slug: "texting" });
  const sms = { action: "sms_attendee" as const, body: "Hi" };
  await seedWorkflow(database.db, mira, { activeOn: [insisting], steps: [{ ...sms, phoneRequired: true }] });
  await seedWorkflow(database.db, mira, { activeOn: [texting], steps: [sms] });
  const look = (slug: string) =>
    getBookableEventType(createTestContext(database), { username: "mira", slug });
  expect(await look("insisting")).toMatchObject({ phoneRequired: true, textsAttendee: true });
  expect(await look("texting")).toMatchObject({ phoneRequired: false, textsAttendee: true });
});

test("an unknown organizer or event type is not found", async () => {
  const ctx = createTestContext(database);
  await expect(getProfile(ctx, { username: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getBookableEventType(ctx, { username: "mira", slug: "no" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
