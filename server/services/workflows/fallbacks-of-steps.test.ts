import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { CreateWorkflowInput } from "@/server/domain/workflows/workflow-input";
import { createCaller } from "@/server/routers/app-router";
import { createBooking } from "../bookings/create-booking";
import { recordReceipt } from "../messages/record-receipt";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { workflowInput } from "../testing/workflow-input";
import { applyWorkflowChange } from "./apply-workflow-change";

type Fallback = NonNullable<CreateWorkflowInput["steps"][number]["fallback"]>;
type Caller = ReturnType<typeof createCaller>;

let database: TestDatabase;
let own: TestContext;
let caller: Caller;
let strangers: Caller;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  const mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
  const contexts = await contextsAround(database, mira);
  own = { ...contexts.own, providers: scriptedProviders() };
  caller = createCaller(own);
  strangers = createCaller({ ...contexts.stranger, providers: own.providers });
});

const text = { action: "sms_attendee" as const, body: "Hi {ATTENDEE_FIRST_NAME}" };
const toMail: Fallback = { kind: "email", afterMinutes: 15, subject: "Soon", body: null };
const welcome = (step: object) =>
  workflowInput({ trigger: "new_booking", timings: [], steps: [{ ...text, ...step }] });
const created = async (step: object) => (await caller.workflow.create(welcome(step))).answer;

describe("a step that has something follow its texts", () => {
  test("reads as it was written, and keeps it through an edit that says so", async () => {
    const workflow = await created({ fallback: toMail });
    expect(workflow.steps).toMatchObject([{ fallback: toMail }]);
    const { id, name, trigger, timings, steps } = workflow;
    const edited = await caller.workflow.update({ id, name: `${name}!`, trigger, timings, steps });
    expect(edited.steps).toMatchObject([{ id: steps[0]?.id, fallback: toMail }]);
  });

  test("is nobody else's to read", async () => {
    const { id } = await created({ fallback: toMail });
    await expect(strangers.workflow.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("may name the other provider only where there is one", async () => {
    const other: Fallback = { kind: "other_provider", afterMinutes: null };
    await expect(created({ fallback: other })).rejects.toMatchObject({
      cause: { details: { field: "steps.0.fallback.kind", reason: "no_other_provider" } },
    });
    expect(await caller.workflow.list()).toEqual([]);
    (own.providers as ReturnType<typeof scriptedProviders>).addSecondSms();
    expect((await created({ fallback: other })).steps).toMatchObject([{ fallback: other }]);
  });

  test.each([
    ["after no time", { fallback: { ...toMail, afterMinutes: 0 } }, "fallback.afterMinutes"],
    ["after more than a day", { fallback: { ...toMail, afterMinutes: 1441 } }, "fallback.afterMinutes"],
    ["after part of a minute", { fallback: { ...toMail, afterMinutes: 1.5 } }, "fallback.afterMinutes"],
    ["of an unknown kind", { fallback: { kind: "pigeon" } }, "fallback.kind"],
    ["of a mail", { action: "email_attendee", subject: "Hi", fallback: toMail }, "fallback"],
    [
      "by mail to a number",
      { action: "sms_number", verifiedRecipientId: 1, fallback: toMail },
      "fallback.kind",
    ],
    [
      "by the other provider of WhatsApp",
      {
        ...{ action: "whatsapp_attendee", contentSid: `HX${"a".repeat(32)}` },
        fallback: { kind: "other_provider" },
      },
      "fallback.kind",
    ],
  ])("is refused %s, and the field named", async (_, step, part) => {
    const { name, trigger, timings, activeOn } = welcome({});
    const input = { name, trigger, timings, activeOn, steps: [{ ...text, ...step }] };
    const refusal = await caller.workflow.create(input as CreateWorkflowInput).catch((error) => error);
    expect(refusal).toMatchObject({ code: "BAD_REQUEST" });
    const paths = refusal.cause.issues.map(({ path }: { path: unknown[] }) => path.join("."));
    expect(paths).toContain(`steps.0.${part}`);
    expect(await caller.workflow.list()).toEqual([]);
  });

  test.each([
    ["comes out empty", { ...toMail, body: "{SERIES_DATES}" }, "fallback.body", "body_empty"],
    ["has an empty subject", { ...toMail, subject: "{SERIES_DATES}" }, "fallback.subject", "subject_empty"],
    [
      "refers to what there isn't",
      { ...toMail, body: "{ATENDEE_NAME}" },
      "fallback.body",
      "unknown_variable",
    ],
  ])("is refused a mail that %s", async (_, fallback, part, reason) => {
    await expect(created({ fallback })).rejects.toMatchObject({
      cause: { details: { field: `steps.0.${part}`, reason } },
    });
    expect(await caller.workflow.list()).toEqual([]);
  });

  test("is seen in a plan before anything is booked", async () => {
    await created({ fallback: toMail });
    const plan = await caller.workflow.previewPlan({
      booking: { kind: "made_up", eventTypeId, startsAt: "2026-11-05T09:00:00Z" },
    });
    expect(plan.workflows).toMatchObject([
      {
        messages: [
          { ifUndelivered: "if the text isn’t delivered within 15 minutes, an e-mail goes out instead" },
        ],
      },
    ]);
  });
});

describe("an edit of what follows", () => {
  const rows = () =>
    database.db
      .select()
      .from(messages)
      .where(eq(messages.stepNumber, 1))
      .orderBy(asc(messages.createdAt), asc(messages.dueAt))
      .then((all) => all.filter(({ workflowId }) => workflowId !== null));
  const apply = async ({ id, version }: { id: number; version: number }) => {
    const change = {
      workflowId: id,
      version,
      ownerId: own.actor.kind === "organizer" ? own.actor.userId : 0,
    };
    const { adds, moves, rewrites, cancels } = await applyWorkflowChange(own, change, {
      afterId: 0,
      limit: 9,
    });
    return { adds, moves, rewrites, cancels };
  };
  const none = { adds: 0, moves: 0, rewrites: 0, cancels: 0 };
  const book = async () =>
    (await createBooking({ ...own, actor: { kind: "anonymous" } }, bookingInput(eventTypeId))).answer;

  test("reaches the texts that have not gone out, and changes nothing the second time", async () => {
    const { answer: workflow } = await caller.workflow.create(
      workflowInput({ timings: [{ kind: "elapsed", amount: 1, unit: "hours" }], steps: [text] }),
    );
    await book();
    const { id, name, trigger, timings, steps } = workflow;
    const edit = (fallback: Fallback | null) =>
      caller.workflow.update({ id, name, trigger, timings, steps: [{ ...steps[0]!, fallback }] });
    const changed = await edit(toMail);
    expect(await apply(changed)).toEqual({ ...none, rewrites: 1 });
    expect(await apply(changed)).toEqual(none);
    expect(await rows()).toMatchObject([
      { fallback: { kind: "email", to: "ada@example.org", subject: "Soon" } },
    ]);
    expect(await apply(await edit({ ...toMail, afterMinutes: 20 }))).toEqual({ ...none, rewrites: 1 });
    expect(await apply(await edit(null))).toEqual({ ...none, rewrites: 1 });
    expect(await rows()).toMatchObject([{ fallback: null }]);
  });

  test.each([
    [
      "rewords it",
      { ...toMail, body: "Anew" },
      { ...none, rewrites: 1 },
      { bodyTemplate: "Anew", state: "armed" },
    ],
    ["calls it off", null, { ...none, cancels: 1 }, { state: "cancelled", reason: "workflow_changed" }],
    ["leaves it", toMail, none, { bodyTemplate: text.body, state: "armed" }],
  ] as const)("%s while it waits to follow a text", async (_, fallback, counts, mail) => {
    const { id, name, trigger, timings, steps } = await created({ fallback: toMail });
    await sendDueMessages(own, (await book()).uid);
    const [sent] = await rows();
    const { providerMessageId } = sent ?? {};
    own.clock.advance(1000);
    await recordReceipt(own, { providerMessageId: providerMessageId ?? "", status: "undelivered" });
    const edited = await caller.workflow.update({
      ...{ id, name, trigger, timings, steps: [{ ...steps[0]!, fallback }] },
    });
    expect(await apply(edited)).toEqual(counts);
    expect((await rows())[1]).toMatchObject(mail);
  });

  test("is over with its workflow", async () => {
    const { id, version } = await created({ fallback: toMail });
    await sendDueMessages(own, (await book()).uid);
    const [sent] = await rows();
    await recordReceipt(own, { providerMessageId: sent?.providerMessageId ?? "", status: "undelivered" });
    await caller.workflow.delete({ id });
    expect(await apply({ id, version: version + 1 })).toEqual({ ...none, cancels: 1 });
  });
});
