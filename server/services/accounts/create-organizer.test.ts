import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schedules } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { workflowSteps, workflows } from "@/db/schema/workflows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestAuth } from "@/server/services/testing/create-test-auth";
import { createOrganizer } from "./create-organizer";
import type { OrganizerAuth } from "./create-organizer-auth";

let database: TestDatabase;
let auth: OrganizerAuth;

const ada = {
  name: "Ada Lovelace",
  email: "Ada@Example.com",
  username: "ada",
  password: "a long enough password",
  timeZone: "europe/london",
};

beforeAll(async () => {
  database = await createTestDatabase();
  auth = createTestAuth(database.db);
});
afterAll(() => database.close());

test("a new organizer can sign in and starts with hours, event types and workflows", async () => {
  const { userId, eventTypes } = await createOrganizer({ db: database.db, auth }, ada);

  expect(eventTypes).toEqual([
    { id: expect.any(Number), slug: "30min", lengthMinutes: 30, phoneRequired: true },
    { id: expect.any(Number), slug: "15min", lengthMinutes: 15, phoneRequired: false },
  ]);
  const session = await auth.api.signInEmail({ body: { email: ada.email, password: ada.password } });
  expect(Number(session.user.id)).toBe(userId);
  const [user] = await database.db.select().from(users).where(eq(users.id, userId));
  expect(user).toMatchObject({ email: "ada@example.com", timeZone: "Europe/London" });
  const [schedule] = await database.db.select().from(schedules).where(eq(schedules.ownerId, userId));
  expect(schedule).toMatchObject({ isDefault: true, timeZone: "Europe/London" });
  expect(schedule?.weeklyHours).toHaveLength(5);
  const rules = await database.db
    .select({ name: workflows.name, trigger: workflows.trigger, timings: workflows.timings })
    .from(workflows)
    .innerJoin(workflowSteps, eq(workflowSteps.workflowId, workflows.id))
    .where(eq(workflows.ownerId, userId))
    .orderBy(workflows.id);
  expect(rules).toEqual([
    { name: "Text a confirmation", trigger: "new_booking", timings: [] },
    {
      name: "Text a reminder",
      trigger: "before_meeting",
      timings: [{ key: "", kind: "elapsed", amount: 24, unit: "hours" }],
    },
  ]);
});

test.for([
  { change: { email: "other@example.com" }, reason: "username_in_use" },
  { change: { username: "other" }, reason: "email_in_use" },
])("a name or address in use is refused as $reason and leaves nothing behind", async ({ change, reason }) => {
  const before = await database.db.$count(users);
  const refused = createOrganizer({ db: database.db, auth }, { ...ada, ...change });
  await expect(refused).rejects.toMatchObject({ code: "CONFLICT", details: { reason } });
  expect(await database.db.$count(users)).toBe(before);
});
