import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { bookings } from "@/db/schema/bookings";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { seedEventType, seedOrganizer, seedWorkflow } from "@/db/testing/seed-organizer";
import { createCaller } from "@/server/routers/app-router";
import { contextsAround } from "../testing/contexts-around";
import { exportRuns } from "./export-runs";

let database: TestDatabase;
let contexts: Awaited<ReturnType<typeof contextsAround>>;
let own: ReturnType<typeof createCaller>;
let workflowId: number;
let ada: typeof bookings.$inferSelect;
let grace: typeof ada;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  await clearDatabase(db);
  const mira = await seedOrganizer(db);
  contexts = await contextsAround(database, mira);
  own = createCaller(contexts.own);
  const eventType = await seedEventType(db, mira);
  workflowId = (await seedWorkflow(db, mira, { name: "Día antes: ¿vienes?", activeOnAll: true })).id;
  ada = await seedBooking(db, eventType, { attendee: { phoneNumber: null } });
  grace = await seedBooking(db, eventType, {
    attendee: { name: "=Grace, Hopper", email: "grace@example.org", phoneNumber: "+4915112345678" },
  });
});

type Values = Parameters<typeof seedMessage>[2];
const add = (booking: typeof ada, values: Values) =>
  seedMessage(database.db, booking, { workflowId, workflowName: "Remind", ...values });
const minutesAgo = (minutes: number) => new Date(contexts.own.clock.now().getTime() - minutes * 60_000);

/** One message of each kind, the latest due first. */
async function addEach(): Promise<Record<"scheduled" | "sent" | "failed" | "skipped" | "mailed", string>> {
  const scheduled = await add(ada, { dueAt: minutesAgo(-60) });
  const sent = await add(grace, { state: "delivered", dueAt: minutesAgo(5), recipient: "+4915112345678" });
  const failed = await add(grace, { state: "failed", dueAt: minutesAgo(60), recipient: "+4915112345678" });
  const skipped = await add(ada, {
    state: "skipped",
    reason: "no_phone",
    recipient: "",
    dueAt: minutesAgo(90),
  });
  const mailed = await add(ada, {
    state: "accepted",
    channel: "email",
    recipient: "ada@example.org",
    dueAt: minutesAgo(24 * 60),
  });
  await add(ada, { workflowId: null, state: "delivered" });
  return {
    scheduled: scheduled.id,
    sent: sent.id,
    failed: failed.id,
    skipped: skipped.id,
    mailed: mailed.id,
  };
}

type Filter = Omit<Parameters<typeof own.workflow.listRuns>[0], "id">;
const idsOf = async (filter: Filter = {}) =>
  (await own.workflow.listRuns({ id: workflowId, ...filter })).items.map(({ id }) => id);

describe("the log of a workflow", () => {
  test("shows what was owed and what wasn't sent, with the reason and how many there are of each", async () => {
    const ids = await addEach();
    const log = await own.workflow.listRuns({ id: workflowId });
    expect(log.items.map(({ id }) => id)).toEqual([ids.sent, ids.failed, ids.skipped, ids.mailed]);
    expect(log.counts).toEqual({
      so_far: 4,
      attention: 1,
      moving: 0,
      scheduled: 1,
      sent: 2,
      stopped: 1,
      all: 5,
    });
    expect(log.items[2]).toMatchObject({
      headline: "Not sent",
      meaning: "The booking has no phone number.",
      booking: { uid: ada.uid, attendeeName: "Ada Byron" },
    });
    expect(await idsOf({ outcome: "scheduled" })).toEqual([ids.scheduled]);
    expect(await idsOf({ outcome: "attention" })).toEqual([ids.failed]);
    expect(await idsOf({ outcome: "all" })).toHaveLength(5);
  });

  test("is narrowed to a channel, to days of the organizer's calendar, and to people and bookings", async () => {
    const ids = await addEach();
    expect(await idsOf({ channel: "email" })).toEqual([ids.mailed]);
    // 23:30 UTC on the day before is half past midnight in Berlin.
    const early = await add(ada, { state: "delivered", dueAt: new Date("2026-10-31T23:30:00Z") });
    expect(await idsOf({ fromOn: "2026-11-01", untilOn: "2026-11-01" })).toEqual([ids.mailed, early.id]);
    expect(await idsOf({ untilOn: "2026-10-31" })).toEqual([]);
    expect(await idsOf({ search: "hopper" })).toEqual([ids.sent, ids.failed]);
    expect(await idsOf({ search: "0151 1234" })).toEqual([ids.sent, ids.failed]);
    expect(await idsOf({ search: "ada@" })).toEqual([ids.skipped, ids.mailed, early.id]);
    expect(await idsOf({ search: grace.uid })).toEqual([ids.sent, ids.failed]);
    expect(await idsOf({ search: "100%" })).toEqual([]);
    const { counts } = await own.workflow.listRuns({ id: workflowId, search: "hopper", outcome: "sent" });
    expect(counts).toMatchObject({ sent: 1, attention: 1, all: 2 });
  });

  test("is paged without a gap or a repeat, though some are due at once and others are added meanwhile", async () => {
    for (let index = 0; index < 7; index += 1) {
      await add(ada, { state: "delivered", dueAt: minutesAgo(10 + Math.floor(index / 3)) });
    }
    const whole = await idsOf();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await own.workflow.listRuns({ id: workflowId, take: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await add(ada, { state: "delivered", dueAt: minutesAgo(1) });
    } while (cursor);
    expect(whole).toHaveLength(7);
    expect(seen).toEqual(whole);
  });
});

describe("the log as a file", () => {
  test("holds what the filter shows, safe for spreadsheets, with times in both zones", async () => {
    await addEach();
    const file = await own.workflow.exportRuns({ id: workflowId, outcome: "attention" });
    expect(file).toMatchObject({ fileName: "día-antes-vienes-2026-11-02.csv", rowCount: 1, isCut: false });
    const [header, row] = file.csv.split("\r\n");
    expect(header).toMatch(/^\uFEFFDue \(Europe\/Berlin\),Due \(UTC\),Outcome,/);
    expect(row).toMatch(/^2026-11-02 08:00,2026-11-02T07:00:00\.000Z,Failed,/);
    expect(row).toContain(`,'+4915112345678,Intro call,"'=Grace, Hopper",2026-11-03 10:00,`);
  });

  test("says when it doesn't hold all", async () => {
    const ids = await addEach();
    const filter = { id: workflowId, outcome: "all" as const, search: "" };
    const cut = await exportRuns(contexts.own, filter, 2);
    expect(cut).toMatchObject({ rowCount: 2, isCut: true });
    expect(cut.csv).toContain(ids.scheduled);
    expect(cut.csv).toContain(ids.sent);
    expect(await exportRuns(contexts.own, filter, 5)).toMatchObject({ rowCount: 5, isCut: false });
  });
});

test("the last 30 days of a workflow are told in two numbers", async () => {
  await addEach();
  await add(ada, { state: "delivered", dueAt: minutesAgo(31 * 24 * 60) });
  expect(await own.workflow.tallyLastMonth()).toEqual([{ workflowId, sent: 2, failed: 1 }]);
});

test("another organizer finds no such workflow, whoever isn't signed in is turned away, and nothing is written", async () => {
  await addEach();
  const before = await countRows(database.db);
  const stranger = createCaller(contexts.stranger).workflow;
  const anonymous = createCaller(contexts.anonymous).workflow;
  for (const verb of ["listRuns", "exportRuns"] as const) {
    await expect(stranger[verb]({ id: workflowId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(anonymous[verb]({ id: workflowId })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  }
  expect(await stranger.tallyLastMonth()).toEqual([]);
  await expect(anonymous.tallyLastMonth()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(await countRows(database.db)).toEqual(before);
});

test.each<[string, Filter, string]>([
  ["days in the wrong order", { fromOn: "2026-11-02", untilOn: "2026-11-01" }, "untilOn"],
  ["a cursor of something else", { cursor: "2026-13-02T00:00:00Z_no" }, "cursor"],
])("%s are refused by name", async (_, filter, field) => {
  await expect(own.workflow.listRuns({ id: workflowId, ...filter })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    cause: { issues: [{ path: [field] }] },
  });
});
