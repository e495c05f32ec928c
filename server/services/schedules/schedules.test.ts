import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { schedules } from "@/db/schema/event-types";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { newScheduleSchema } from "@/server/domain/scheduling/schedule-settings";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf } from "../testing/plan-of";
import { startsOn } from "../testing/starts-on";
import { createSchedule } from "./create-schedule";
import { deleteSchedule } from "./delete-schedule";
import { getSchedule } from "./get-schedule";
import { listSchedules } from "./list-schedules";
import { updateSchedule } from "./update-schedule";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;

const evenings = newScheduleSchema.parse({
  name: "Evenings",
  timeZone: "Europe/Lisbon",
  weeklyHours: [{ weekday: 2, startMinute: 18 * 60, endMinute: 20 * 60 }],
  overrides: [{ on: "2026-12-24", blocks: [] }],
});

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
});

describe("I keep several schedules", () => {
  test("each with its hours, its dates and its zone, and see which kinds of meeting go by which", async () => {
    await seedEventType(database.db, mira);
    await seedEventType(database.db, mira, { slug: "gone", deletedAt: new Date() });
    const created = await createSchedule(own, evenings);
    expect(created).toEqual({ ...evenings, id: created.id, ownerId: mira.id });
    expect(await getSchedule(own, { id: created.id })).toEqual(created);
    expect(await listSchedules(own)).toMatchObject([
      { id: mira.scheduleId, name: "Working hours", isDefault: true, eventTypeCount: 1 },
      { id: created.id, name: "Evenings", isDefault: false, eventTypeCount: 0 },
    ]);
    expect(await auditOf(database.db)).toEqual(["schedule.created by organizer"]);
    expect(await countRows(database.db)).toMatchObject({ outbox: 0, messages: 0 });
  });

  test("one of which is the default at any time", async () => {
    const { id } = await createSchedule(own, { ...evenings, isDefault: true });
    const defaults = async () =>
      (await listSchedules(own)).filter(({ isDefault }) => isDefault).map((schedule) => schedule.id);
    expect(await defaults()).toEqual([id]);
    await updateSchedule(own, { id: mira.scheduleId, isDefault: true });
    expect(await defaults()).toEqual([mira.scheduleId]);
    await expect(updateSchedule(own, { id: mira.scheduleId, isDefault: false })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { field: "isDefault", reason: "default_needed" },
    });
  });

  test("and change one: what I leave out stays, and people see it at once", async () => {
    const { id } = await seedEventType(database.db, mira);
    const weeklyHours = [{ weekday: 2 as const, startMinute: 60, endMinute: 90 }];
    const changed = await updateSchedule(own, { id: mira.scheduleId, weeklyHours });
    expect(changed).toMatchObject({ name: "Working hours", timeZone: "Europe/Berlin", weeklyHours });
    expect(await startsOn(anonymous, id, "2026-11-03")).toEqual(["00:00"]);
  });

  test("and delete one: what went by it goes by the default", async () => {
    const { id } = await createSchedule(own, evenings);
    const eventType = await seedEventType(database.db, { ...mira, scheduleId: id });
    await seedEventType(database.db, { ...mira, scheduleId: id }, { slug: "gone", deletedAt: new Date() });
    expect(await deleteSchedule(own, { id })).toEqual({ id, eventTypesMoved: 1 });
    expect(await startsOn(anonymous, eventType.id, "2026-11-03")).toHaveLength(16);
    expect(await auditOf(database.db)).toContain("schedule.deleted by organizer");
  });

  test("but not the default one", async () => {
    await createSchedule(own, evenings);
    await expect(deleteSchedule(own, { id: mira.scheduleId })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { reason: "default_needed" },
    });
  });

  test("and not more than fifty", async () => {
    await database.sql`
      insert into schedules (owner_id, name, time_zone, weekly_hours)
      select ${mira.id}, 'Many', 'UTC', '[]' from generate_series(1, 49)`;
    await expect(createSchedule(own, evenings)).rejects.toMatchObject({
      details: { reason: "too_many_schedules" },
    });
  });
});

describe("nobody else reads or changes my schedules", () => {
  const verbs: [string, (ctx: TestContext, id: number) => Promise<unknown>][] = [
    ["get", (ctx, id) => getSchedule(ctx, { id })],
    ["update", (ctx, id) => updateSchedule(ctx, { id, name: "Mine now" })],
    ["delete", (ctx, id) => deleteSchedule(ctx, { id })],
  ];

  test.each(verbs)("%s", async (_verb, act) => {
    const before = await database.db.select().from(schedules);
    await expect(act(anonymous, mira.scheduleId)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(act(stranger, mira.scheduleId)).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: `Schedule with ID=${mira.scheduleId} does not exist.`,
    });
    expect(await database.db.select().from(schedules)).toEqual(before);
    expect(await auditOf(database.db)).toEqual([]);
  });

  test("list and create are for organizers, and each has their own", async () => {
    await expect(listSchedules(anonymous)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(createSchedule(anonymous, evenings)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await createSchedule(stranger, { ...evenings, isDefault: true });
    expect(await listSchedules(own)).toMatchObject([{ id: mira.scheduleId, isDefault: true }]);
  });
});
