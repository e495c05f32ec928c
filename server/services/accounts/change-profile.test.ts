import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schedules } from "@/db/schema/event-types";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { listEventTypes } from "@/server/services/event-types/list-event-types";
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
