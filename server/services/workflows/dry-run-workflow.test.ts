import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { optOuts } from "@/db/schema/opt-outs";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { type AppCaller, createCaller } from "@/server/routers/app-router";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";
import { dryRunWorkflow } from "./dry-run-workflow";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let caller: AppCaller;
let contexts: Awaited<ReturnType<typeof contextsAround>>;
let eventTypeId: number;
let otherTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  await clearDatabase(db);
  mira = await seedOrganizer(db);
  eventTypeId = (await seedEventType(db, mira)).id;
  otherTypeId = (await seedEventType(db, mira, { slug: "other", title: "Other" })).id;
  contexts = await contextsAround(database, mira);
  own = contexts.own;
  caller = createCaller(own);
});

const monthLater = new Date("2026-11-25T08:00:00Z");

async function book(hour: number, more: Parameters<typeof bookingInput>[1] = {}, type = eventTypeId) {
  const input = bookingInput(type, {
    startsAt: `2026-11-05T${String(hour).padStart(2, "0")}:00:00Z`,
    ...more,
  });
  return (await createBooking({ ...own, actor: { kind: "anonymous" } }, input)).answer.uid;
}

const grace = { name: "Grace Hopper", email: "grace@example.org", timeZone: "Europe/London" };
const text = { action: "sms_attendee", body: "Hi {ATTENDEE_FIRST_NAME}" } as const;
const mail = { action: "email_host", body: "Soon: {ATTENDEE_NAME}", subject: "Soon" } as const;
const tried = (more: Parameters<typeof workflowInput>[0]) =>
  caller.workflow.dryRun({ verb: "create", input: workflowInput(more) });

describe("a dry run", () => {
  test("tells by step what would have been sent over the last month, what not and why, and what it costs", async () => {
    await book(9, { attendee: { ...grace, name: "Ada Byron", phoneNumber: "+33612345678" } });
    await book(10, { attendee: grace });
    await book(11, { attendee: { ...grace, phoneNumber: "+447400123456" } });
    await database.db.insert(optOuts).values({
      ownerId: mira.id,
      phoneNumber: "+447400123456",
      source: "reply",
      optedOutAt: own.clock.now(),
    });
    own.clock.set(monthLater);
    const before = await countRows(database.db);
    const report = await tried({ steps: [text, mail] });
    expect(report).toMatchObject({
      bookingCount: 3,
      isCut: false,
      isAsIfOn: false,
      applied: 3,
      sent: 4,
      segments: 1,
    });
    expect(report.steps).toEqual([
      {
        stepNumber: 1,
        channel: "sms",
        sent: 1,
        skipped: [
          { reason: "opted_out", count: 1 },
          { reason: "no_phone", count: 1 },
        ],
        mailedInstead: 0,
        segments: 1,
        cost: { currency: "USD", least: 0.0798, most: 0.0798, isRough: false },
      },
      { stepNumber: 2, channel: "email", sent: 3, skipped: [], mailedInstead: 0, segments: 0, cost: null },
    ]);
    expect(report.examples).toContainEqual(
      expect.objectContaining({
        attendeeName: "Ada Byron",
        body: "Hi Ada",
        dueAt: "2026-11-04T09:00:00.000Z",
        skipReason: null,
      }),
    );
    expect(await countRows(database.db)).toEqual(before);
  });

  test("looks at what set the trigger off, for what the workflow is on, under its conditions", async () => {
    const uid = await book(9, { attendee: { ...grace, phoneNumber: "+33612345678" } });
    await book(10, {}, otherTypeId);
    await caller.booking.cancel({ uid, cancellationReason: "Away" });
    own.clock.set(monthLater);
    const news = { timings: [], steps: [text] };
    expect(await tried({ ...news, trigger: "cancelled" })).toMatchObject({ bookingCount: 1, sent: 1 });
    expect(await tried({ ...news, trigger: "new_booking" })).toMatchObject({ bookingCount: 2, sent: 2 });
    const onOther = { kind: "event_types" as const, eventTypeIds: [otherTypeId] };
    expect(await tried({ ...news, trigger: "new_booking", activeOn: onOther })).toMatchObject({ sent: 1 });
    const french = [{ kind: "country" as const, countries: ["FR"] }];
    expect(await tried({ ...news, trigger: "new_booking", conditions: french })).toMatchObject({
      bookingCount: 2,
      applied: 1,
      sent: 1,
    });
    expect(await tried({ steps: [text] })).toMatchObject({ bookingCount: 1, sent: 1 });
    expect(await tried({ ...news, trigger: "new_booking", activeOn: { kind: "off" } })).toMatchObject({
      isAsIfOn: true,
      sent: 2,
    });
  });

  test("doesn't send to whoever had confirmed by then that they come", async () => {
    const uid = await book(9);
    await caller.booking.confirmAttendance({ uid });
    await book(10);
    own.clock.set(monthLater);
    const [step] = (await tried({ trigger: "attendance_not_confirmed", steps: [text] })).steps;
    expect(step).toMatchObject({ sent: 1, skipped: [{ reason: "attendance_confirmed", count: 1 }] });
  });

  test("of a saved workflow is of what is typed now, and says when there was more to look at", async () => {
    const { answer: saved } = await caller.workflow.create(workflowInput());
    for (const hour of [9, 10, 11]) await book(hour);
    own.clock.set(monthLater);
    const input = { ...workflowInput({ steps: [text] }), id: saved.id, version: saved.version };
    expect(await caller.workflow.dryRun({ verb: "update", input })).toMatchObject({ sent: 3 });
    expect(await dryRunWorkflow(own, { verb: "update", input }, 2)).toMatchObject({
      bookingCount: 2,
      isCut: true,
      sent: 2,
    });
    await expect(
      createCaller(contexts.stranger).workflow.dryRun({ verb: "update", input }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("of a month without bookings is empty", async () => {
    expect(await tried({})).toMatchObject({ bookingCount: 0, applied: 0, sent: 0, cost: null, examples: [] });
  });

  test("shows a stranger nothing of mine, turns away whoever isn't signed in, and refuses what saving would", async () => {
    await book(9);
    own.clock.set(monthLater);
    contexts.stranger.clock.set(monthLater);
    const change = { verb: "create" as const, input: workflowInput() };
    expect(await createCaller(contexts.stranger).workflow.dryRun(change)).toMatchObject({ bookingCount: 0 });
    await expect(createCaller(contexts.anonymous).workflow.dryRun(change)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(tried({ steps: [{ ...text, body: "{NOTHING_LIKE_IT}" }] })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { details: { field: "steps.0.body" } },
    });
  });
});
