import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { workflowSteps } from "@/db/schema/workflows";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createCaller } from "@/server/routers/app-router";
import type { Actor } from "../service-context";
import { createTestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;
let caller: ReturnType<typeof createCaller>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
  caller = as({ kind: "organizer", userId: mira.id });
});

const as = (actor: Actor) => createCaller(createTestContext(database, { actor }));
const events = () =>
  database.db
    .select({ name: outbox.name, data: outbox.data })
    .from(outbox)
    .orderBy(asc(outbox.createdAt), asc(outbox.id));
const text = { action: "sms_attendee", body: "Hi {ATTENDEE_NAME}" } as const;
const mail = { action: "email_attendee", body: "Hi", subject: "Hello" } as const;

describe("a workflow", () => {
  test("is created whole, reads as it was answered, and the change is told to the engine", async () => {
    const { answer: created } = await caller.workflow.create(
      workflowInput({
        timings: [
          { kind: "elapsed", amount: 2, unit: "days" },
          { kind: "clock", days: 1, at: "18:00" },
        ],
        steps: [text, { ...mail, action: "email_host" }],
        activeOn: { kind: "event_types", eventTypeIds: [eventTypeId] },
      }),
    );
    expect(created).toMatchObject({
      name: "Remind",
      trigger: "before_meeting",
      timings: [
        { kind: "elapsed", amount: 2, unit: "days" },
        { kind: "clock", days: 1, at: "18:00", zoneOf: "attendee" },
      ],
      steps: [
        { stepNumber: 1, action: "sms_attendee", subject: null },
        { stepNumber: 2, action: "email_host", subject: "Hello" },
      ],
      activeOn: { kind: "event_types", eventTypeIds: [eventTypeId] },
      version: 1,
      warnings: [],
    });
    expect(new Set(created.timings.map(({ key }) => key)).size).toBe(2);
    expect(await caller.workflow.get({ id: created.id })).toEqual(created);
    expect(await caller.workflow.list()).toEqual([created]);
    expect(await events()).toEqual([
      {
        name: "workflow/changed",
        data: { workflowId: created.id, ownerId: mira.id, version: 1, requestId: "test-request" },
      },
    ]);
  });

  test("keeps the identity of steps and moments over an edit, whatever order they come in", async () => {
    const { answer: created } = await caller.workflow.create(workflowInput({ steps: [text, mail] }));
    const [first, second] = created.steps;
    const [timing] = created.timings;
    const edited = await caller.workflow.update({
      id: created.id,
      name: "Remind twice",
      trigger: "before_meeting",
      timings: [
        { kind: "elapsed", amount: 1, unit: "hours" },
        { ...timing!, kind: "elapsed", amount: 3, unit: "hours" },
      ],
      steps: [{ ...second! }, { ...mail, body: "New" }, { ...first!, body: "Changed" }],
    });
    expect(edited.steps.map(({ id, body }) => [id, body])).toEqual([
      [second?.id, "Hi"],
      [expect.any(Number), "New"],
      [first?.id, "Changed"],
    ]);
    expect(edited.timings[1]?.key).toBe(timing?.key);
    expect(edited).toMatchObject({ version: 2, activeOn: { kind: "all" } });
    expect(await events()).toHaveLength(2);
  });

  test("has new steps once it has another trigger", async () => {
    const { answer: created } = await caller.workflow.create(workflowInput());
    const { id, name, steps } = created;
    const edited = await caller.workflow.update({ id, name, trigger: "cancelled", timings: [], steps });
    expect(edited.steps[0]?.id).not.toBe(steps[0]?.id);
    expect(edited.timings).toEqual([]);
  });

  test("is switched off and on, and gone once it is deleted", async () => {
    const { id } = (await caller.workflow.create(workflowInput())).answer;
    const off = await caller.workflow.setActive({ id, version: 1, activeOn: { kind: "off" } });
    expect(off).toMatchObject({
      version: 2,
      activeOn: { kind: "off" },
      warnings: [{ reason: "switched_off" }],
    });
    const some = { kind: "event_types" as const, eventTypeIds: [eventTypeId] };
    expect((await caller.workflow.setActive({ id, activeOn: some })).activeOn).toEqual(some);
    expect(await caller.workflow.delete({ id })).toEqual({ id });
    expect(await caller.workflow.list()).toEqual([]);
    await expect(caller.workflow.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await events()).map(({ data }) => (data as { version: number }).version).sort()).toEqual([
      1, 2, 3, 4,
    ]);
    const steps = await database.db.select().from(workflowSteps).where(eq(workflowSteps.workflowId, id));
    expect(steps).toHaveLength(1);
  });

  test("that somebody has changed meanwhile is not changed by who hasn't seen it", async () => {
    const { id } = (await caller.workflow.create(workflowInput())).answer;
    await caller.workflow.setActive({ id, version: 1, activeOn: { kind: "off" } });
    await expect(
      caller.workflow.setActive({ id, version: 1, activeOn: { kind: "all" } }),
    ).rejects.toMatchObject({ code: "CONFLICT", cause: { details: { data: { version: 2 } } } });
  });

  test("warns of what never fires, and of what has come to stand for nothing", async () => {
    const { answer: created } = await caller.workflow.create(
      workflowInput({ trigger: "declined", timings: [] }),
    );
    await database.db
      .update(workflowSteps)
      .set({ body: "Hi {ATENDEE_NAME}, {EVENT_DATE_dddd} {XYZZY} {EVENT_TIME_qq}" });
    const { warnings } = await caller.workflow.get({ id: created.id });
    expect(warnings.map(({ field, reason, suggestion }) => [field, reason, suggestion])).toEqual([
      ["steps.0.body", "unknown_variable", "ATTENDEE_NAME"],
      ["steps.0.body", "unknown_variable", null],
      ["steps.0.body", "unknown_variable", "EVENT_TIME"],
      ["trigger", "never_fires", null],
    ]);
    await seedEventType(database.db, mira, { slug: "asked", confirmation: "always" });
    const [now] = await caller.workflow.list();
    expect(now?.warnings.map(({ reason }) => reason)).not.toContain("never_fires");
  });
});

describe("a stranger", () => {
  test.each(["anonymous", "other"] as const)("(%s) finds, changes and sees nothing", async (kind) => {
    const { id, name, trigger, timings, steps } = (await caller.workflow.create(workflowInput())).answer;
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const stranger = as(kind === "anonymous" ? { kind } : { kind: "organizer", userId: noor.id });
    const code = kind === "anonymous" ? "UNAUTHORIZED" : "NOT_FOUND";
    const before = await countRows(database.db);
    const activeOn = { kind: "off" } as const;
    const tries = [
      () => stranger.workflow.get({ id }),
      () => stranger.workflow.update({ id, name, trigger, timings, steps }),
      () => stranger.workflow.setActive({ id, activeOn }),
      () => stranger.workflow.delete({ id }),
      () => stranger.workflow.previewChange({ verb: "delete", input: { id } }),
      () => stranger.workflow.pendingChange({ id }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code });
    if (kind === "other") {
      expect(await stranger.workflow.list()).toEqual([]);
      await expect(
        stranger.workflow.create(
          workflowInput({ activeOn: { kind: "event_types", eventTypeIds: [eventTypeId] } }),
        ),
      ).rejects.toMatchObject({ cause: { details: { field: "activeOn.eventTypeIds" } } });
    }
    expect(await countRows(database.db)).toEqual(before);
    expect(await caller.workflow.get({ id })).toMatchObject({ version: 1 });
  });
});

describe("what is wrong is refused at its field", () => {
  const base = { name: "x", trigger: "before_meeting" as const, steps: [text] };
  const hours = (amount: number) => ({ kind: "elapsed" as const, amount, unit: "hours" as const });
  test.each([
    ["name", { ...base, name: " ", timings: [hours(1)] }],
    ["timings", { ...base, timings: [] }],
    ["timings", { ...base, trigger: "cancelled" as const, timings: [hours(1)] }],
    ["timings.0.amount", { ...base, timings: [hours(24 * 367)] }],
    ["timings.0.amount", { ...base, timings: [hours(-1)] }],
    ["timings.0.days", { ...base, timings: [{ kind: "clock" as const, days: 400, at: "18:00" }] }],
    ["timings.0.at", { ...base, timings: [{ kind: "clock" as const, days: 1, at: "24:00" }] }],
    [
      "timings.1",
      { ...base, timings: [hours(24), { kind: "elapsed" as const, amount: 1, unit: "days" as const }] },
    ],
    ["steps", { ...base, timings: [hours(1)], steps: [] }],
    ["steps.0.body", { ...base, timings: [hours(1)], steps: [{ ...text, body: "  " }] }],
    ["steps.0.subject", { ...base, timings: [hours(1)], steps: [{ ...mail, subject: "" }] }],
    ["steps.0.phoneRequired", { ...base, timings: [hours(1)], steps: [{ ...mail, phoneRequired: true }] }],
    [
      "steps.0.phoneRequired",
      {
        ...base,
        timings: [hours(1)],
        steps: [{ ...text, action: "sms_host" as const, phoneRequired: true }],
      },
    ],
    [
      "steps.0.verifiedRecipientId",
      { ...base, timings: [hours(1)], steps: [{ ...mail, action: "email_address" as const }] },
    ],
    [
      "steps.0.contentSid",
      { ...base, timings: [hours(1)], steps: [{ ...text, action: "whatsapp_attendee" as const }] },
    ],
    [
      "steps.0.includeCalendarEvent",
      { ...base, timings: [hours(1)], steps: [{ ...text, includeCalendarEvent: true }] },
    ],
    [
      "conditions.0.eventTypeIds",
      { ...base, timings: [hours(1)], conditions: [{ kind: "event_type" as const, eventTypeIds: [] }] },
    ],
    [
      "conditions.0.value",
      {
        ...base,
        timings: [hours(1)],
        conditions: [{ kind: "answer" as const, question: "x", is: "equal" as const, value: " " }],
      },
    ],
    ["steps.0.body", { ...base, timings: [hours(1)], steps: [{ ...text, body: "x".repeat(10_001) }] }],
  ])("%s", async (field, input) => {
    const error = await caller.workflow.create(input).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "BAD_REQUEST" });
    const { issues } = (error as { cause: { issues: { path: unknown[] }[] } }).cause;
    expect(issues.map(({ path }) => path.join("."))).toEqual([field]);
    expect(await events()).toEqual([]);
  });

  test.each([
    ["steps.0.body", "body_empty", { steps: [{ ...text, body: "{SERIES_DATES}" }] }],
    ["steps.0.body", "body_too_long", { steps: [{ ...text, body: "x".repeat(1601) }] }],
    ["steps.1.subject", "subject_empty", { steps: [text, { ...mail, subject: "{SERIES_DATES}" }] }],
    ["steps.0.body", "unknown_variable", { steps: [{ ...text, body: "Hi {ATENDEE_NAME}" }] }],
    ["steps.0.body", "unknown_variable", { steps: [{ ...text, body: "Hi {atendee_name}" }] }],
    ["steps.0.subject", "unknown_variable", { steps: [{ ...mail, subject: "{EVENT_TIME_qq}" }] }],
    ["steps.0.action", "no_host_phone", { steps: [{ ...text, action: "sms_host" as const }] }],
    [
      "steps.0.verifiedRecipientId",
      "recipient_not_found",
      { steps: [{ ...text, action: "sms_number" as const, verifiedRecipientId: 1_000_000 }] },
    ],
    ["steps.0.id", "part_not_found", { steps: [{ ...text, id: 1_000_000 }] }],
    [
      "activeOn.eventTypeIds",
      "event_type_not_found",
      { activeOn: { kind: "event_types" as const, eventTypeIds: [1_000_000] } },
    ],
  ])("%s as %s", async (field, reason, more) => {
    await expect(caller.workflow.create(workflowInput(more))).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { details: { field, reason } },
    });
    expect(await events()).toEqual([]);
  });
});

describe("a preview of a step", () => {
  test("shows a made-up booking, the segments, and what stands for nothing", async () => {
    const shown = await caller.workflow.previewStep({ ...text, body: "Hi {ATTENDEE_FIRST_NAME} – {OOPS}" });
    expect(shown).toMatchObject({
      body: "Hi Alex –",
      subject: null,
      segments: {
        encoding: "UCS-2",
        segmentCount: 1,
        unitCount: 9,
        unitsLeft: 61,
        flippedBy: { character: "–", index: 8 },
      },
      unknownVariables: [{ name: "OOPS", nearest: null }],
    });
    expect((await caller.workflow.previewStep({ ...mail, subject: "{EVENT_NAME}" })).subject).toBe(
      "Intro call",
    );
  });
});
