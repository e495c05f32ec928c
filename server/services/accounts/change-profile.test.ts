import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schedules } from "@/db/schema/event-types";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { newScheduleSchema } from "@/server/domain/scheduling/schedule-settings";
import { listEventTypes } from "@/server/services/event-types/list-event-types";
import { createSchedule } from "@/server/services/schedules/create-schedule";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { changeProfile, changeProfileInputSchema } from "./change-profile";
import { readAccount } from "./read-account";

let database: TestDatabase;
let me: SeededOrganizer;
let mine: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  me = await seedOrganizer(database.db, { username: "me" });
  mine = createTestContext(database, { actor: { kind: "organizer", userId: me.id } });
});
afterAll(() => database.close());

test("a changed profile is the organizer's own; their hours keep the zone they are in", async () => {
  const other = await seedOrganizer(database.db, { username: "other" });
  const input = changeProfileInputSchema.parse({
    name: " Mira Berg ",
    timeZone: "america/new_york",
    locale: "en-GB",
  });
  expect(await changeProfile(mine, input)).toMatchObject({
    name: "Mira Berg",
    timeZone: "America/New_York",
    locale: "en-GB",
    publicUrl: "http://punctual.test/me",
  });
  const [schedule] = await database.db.select().from(schedules).where(eq(schedules.ownerId, me.id));
  expect(schedule?.timeZone).toBe("Europe/Berlin");
  const theirs: TestContext = { ...mine, actor: { kind: "organizer", userId: other.id } };
  expect(await readAccount(theirs)).toMatchObject({ name: "Mira Holt", timeZone: "Europe/Berlin" });
});

test("what is left out stays, and another schedule may become the default", async () => {
  const before = await readAccount(mine);
  expect(await changeProfile(mine, {})).toEqual(before);
  const weeklyHours = [{ weekday: 1 as const, startMinute: 0, endMinute: 60 }];
  const evenings = newScheduleSchema.parse({ name: "Evenings", timeZone: "UTC", weeklyHours });
  const { id } = await createSchedule(mine, evenings);
  expect(before.defaultScheduleId).toBe(me.scheduleId);
  expect(await changeProfile(mine, { defaultScheduleId: id })).toEqual({ ...before, defaultScheduleId: id });
});

test("another's schedule does not become the default, and nothing else is changed", async () => {
  const before = await readAccount(mine);
  const { scheduleId } = await seedOrganizer(database.db, { username: "third" });
  await expect(changeProfile(mine, { name: "Eve", defaultScheduleId: scheduleId })).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: `User with ID=${me.id} does not own schedule with ID=${scheduleId}`,
    details: { field: "scheduleId", reason: "schedule_not_found" },
  });
  expect(await readAccount(mine)).toEqual(before);
});

test.each([
  [{ name: "" }, "must not be empty"],
  [{ timeZone: "+01:00" }, "is not a known IANA time zone"],
  [{ locale: "xx-nonsense-" }, "is not a known language tag"],
])("%o is refused: %s", (change, message) => {
  const valid = { name: "Mira", timeZone: "Europe/Berlin", locale: "en" };
  expect(() => changeProfileInputSchema.parse({ ...valid, ...change })).toThrow(message);
});

test("event types are listed with the link to share, to their owner only", async () => {
  const other = await seedOrganizer(database.db, { username: "another" });
  await seedEventType(database.db, other, { slug: "theirs" });
  await seedEventType(database.db, me, { slug: "mine", phoneRequired: true });
  expect(await listEventTypes(mine)).toMatchObject([
    { slug: "mine", phoneRequired: true, publicUrl: "http://punctual.test/me/mine" },
  ]);
});

test("anyone who acts for no organizer is turned away", async () => {
  const ctx = createTestContext(database);
  const input = { name: "Mira", timeZone: "Europe/Berlin", locale: "en" };
  await expect(readAccount(ctx)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(changeProfile(ctx, input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(listEventTypes(ctx)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
