import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { messages } from "@/db/schema/messages";
import { auditEntries, outbox } from "@/db/schema/outbox";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { type AppCaller, createCaller } from "@/server/routers/app-router";
import { inputIssues } from "@/server/routers/trpc";
import { sendMessage } from "../messages/send-message";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { type ScriptedProviders, scriptedProviders } from "../testing/scripted-providers";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let caller: AppCaller;
let stranger: AppCaller;
let anonymous: AppCaller;
let providers: ScriptedProviders;
let eventType: Awaited<ReturnType<typeof seedEventType>>;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  eventType = await seedEventType(database.db, mira);
  const contexts = await contextsAround(database, mira);
  own = contexts.own;
  providers = scriptedProviders();
  own.providers = providers;
  caller = createCaller(own);
  stranger = createCaller(contexts.stranger);
  anonymous = createCaller(contexts.anonymous);
});

const text = { action: "sms_attendee", body: "Hi {ATTENDEE_FIRST_NAME}, see you" } as const;
const mail = { action: "email_attendee", body: "Hi {ATTENDEE_NAME}", subject: "{EVENT_NAME}" } as const;

async function verified(
  values: Partial<typeof verifiedRecipients.$inferInsert> = {},
  ownerId = mira.id,
): Promise<number> {
  const [row] = await database.db
    .insert(verifiedRecipients)
    .values({
      ownerId,
      kind: "phone",
      value: "+4930901820",
      verifiedAt: new Date("2026-11-01T00:00:00Z"),
      isOwn: true,
      createdAt: new Date("2026-11-01T00:00:00Z"),
      ...values,
    })
    .returning({ id: verifiedRecipients.id });
  return row?.id ?? 0;
}

/** Sends what was armed, as the engine would, and as often as it likes. */
async function send(id: string, times = 1): Promise<void> {
  for (let count = 0; count < times; count += 1) await sendMessage(own, { messageId: id, generation: 1 });
}

describe("a test", () => {
  test("of a text goes to the organizer's own number as its recipient would get it, once", async () => {
    await verified();
    const { answer } = await caller.workflow.testSend({ step: text });
    expect(answer.recipient).toBe("+4930901820");
    expect(await database.db.select({ name: outbox.name, data: outbox.data }).from(outbox)).toMatchObject([
      { name: "message/due", data: { messageId: answer.id, generation: 1, channel: "sms" } },
    ]);
    await send(answer.id, 2);
    expect(providers.handedOver.texts).toMatchObject([{ to: "+4930901820", body: "Hi Alex, see you" }]);
    expect(await caller.message.get({ id: answer.id })).toMatchObject({
      name: "New workflow",
      headline: "Sent",
      booking: null,
      isMoving: true,
      choices: { canCancel: false, retry: { kind: "refused" } },
    });
    const [row] = await database.db.select().from(messages);
    expect(row).toMatchObject({ source: `test:${answer.id}`, bookingId: null });
    expect(await database.db.select().from(auditEntries)).toMatchObject([
      { action: "message.tested", bookingId: null },
    ]);
  });

  test("of a mail goes to the address of the account, reads like a chosen booking and answers to nobody", async () => {
    const booking = await seedBooking(database.db, eventType);
    const { answer } = await caller.workflow.testSend({
      step: { ...mail, includeCalendarEvent: true },
      bookingUid: booking.uid,
    });
    await send(answer.id);
    expect(providers.handedOver.mails).toMatchObject([
      { to: mira.email, subject: "Intro call", text: "Hi Ada Byron", replyTo: undefined },
    ]);
    expect(providers.handedOver.mails[0]?.ics?.content).toContain(booking.calendarUid);
    expect((await caller.booking.timeline({ uid: booking.uid })).messages).toEqual([]);
  });

  test("goes to another number that is verified, and not once that is gone", async () => {
    const other = await verified({ value: "+4930901899", isOwn: false });
    const { answer } = await caller.workflow.testSend({ step: text, recipientId: other });
    expect(answer.recipient).toBe("+4930901899");
    await database.db.delete(verifiedRecipients).where(eq(verifiedRecipients.id, other));
    await send(answer.id);
    expect(providers.handedOver.texts).toEqual([]);
    expect(await caller.message.get({ id: answer.id })).toMatchObject({
      headline: "Not sent",
      meaning: "Its number or address isn’t verified any more.",
    });
  });

  test("is in the list of messages, but not in the log, the numbers or what needs attention", async () => {
    await verified();
    const { id: workflowId } = await seedWorkflow(database.db, mira, { name: "Confirm" });
    const refused = { kind: "refused", refusal: "permanent", code: "21614" } as const;
    providers.answerTextsWith(refused, refused);
    await send((await caller.workflow.testSend({ step: mail })).answer.id);
    await send((await caller.workflow.testSend({ step: text })).answer.id);
    const { answer } = await caller.workflow.testSend({ step: text, workflowId, stepNumber: 2 });
    await send(answer.id);
    const list = await caller.message.list({ group: "stopped" });
    expect(list.items.find(({ id }) => id === answer.id)).toMatchObject({
      id: answer.id,
      name: "Confirm",
      headline: "Failed",
      workflowId,
      booking: null,
    });
    expect(list.counts).toMatchObject({ attention: 0, stopped: 2, sent: 1 });
    expect((await caller.workflow.listRuns({ id: workflowId, outcome: "all" })).items).toEqual([]);
    expect(await caller.workflow.tallyLastMonth()).toEqual([]);
    expect((await caller.account.overview()).attention.count).toBe(0);
    expect((await caller.message.failingRecipients()).items).toEqual([]);
    await expect(caller.message.retry({ id: answer.id })).rejects.toMatchObject({
      code: "CONFLICT",
      cause: { details: { reason: "is_test" } },
    });
  });

  test("that is refused for now is tried again like any other message", async () => {
    await verified();
    providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20429", httpStatus: 429 });
    const { answer } = await caller.workflow.testSend({ step: text });
    await send(answer.id);
    own.clock.advance(60_000);
    await send(answer.id);
    expect(providers.handedOver.texts).toHaveLength(2);
    expect((await caller.message.get({ id: answer.id })).headline).toBe("Sent");
  });

  test("can be called off while it waits", async () => {
    const { answer } = await caller.workflow.testSend({ step: mail });
    await caller.message.cancel({ id: answer.id });
    await send(answer.id);
    expect(providers.handedOver.mails).toEqual([]);
  });

  test("is sent once for one key, and ten times an hour even when they come at once", async () => {
    const request = { step: mail, idempotencyKey: "one-press" };
    const first = await caller.workflow.testSend(request);
    expect(await caller.workflow.testSend(request)).toEqual({ ...first, replayed: true });
    const more = await Promise.allSettled(
      Array.from({ length: 12 }, () => caller.workflow.testSend({ step: mail })),
    );
    expect(more.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
    await expect(caller.workflow.testSend({ step: mail })).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: "You have sent 10 tests in the last hour. Send the next in 60 minutes.",
      cause: { details: { reason: "too_many_tests", retryAfterSeconds: 3600 } },
    });
    own.clock.advance(3_600_001);
    await caller.workflow.testSend({ step: mail });
  });
});

type Refusal = { cause: { details?: { field?: string } } };

function fieldOf({ cause }: Refusal): string | undefined {
  return cause instanceof ZodError ? inputIssues(cause)[0]?.field : cause.details?.field;
}

describe("a test is refused, and nothing is written,", () => {
  type Input = Parameters<AppCaller["workflow"]["testSend"]>[0];
  const refusals: [what: string, input: () => Promise<Input> | Input, field: string][] = [
    ["of a text while no number is verified", () => ({ step: text }), "recipientId"],
    [
      "to a number that isn't verified",
      async () => ({
        step: text,
        recipientId: await verified({ verifiedAt: null, isOwn: false }),
      }),
      "recipientId",
    ],
    [
      "to a number of somebody else",
      async () => {
        const noor = await seedOrganizer(database.db, { username: "nina" });
        return { step: text, recipientId: await verified({}, noor.id) };
      },
      "recipientId",
    ],
    ["of a mail to a number", async () => ({ step: mail, recipientId: await verified() }), "recipientId"],
    ["of a webhook", () => ({ step: { ...text, action: "webhook" } }), "step.action"],
    [
      "of a mail that comes out empty",
      () => ({ step: { ...mail, body: "{NOTHING_LIKE_THIS}" } }),
      "step.body",
    ],
    ["of a mail without a subject", () => ({ step: { ...mail, subject: " " } }), "step.subject"],
    [
      "of a WhatsApp message without a template",
      () => ({ step: { ...text, action: "whatsapp_attendee" } }),
      "step.contentSid",
    ],
  ];
  test.each(refusals)("%s", async (_, input, field) => {
    const asked = await input();
    const before = await countRows(database.db);
    const refusal = await caller.workflow.testSend(asked).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "BAD_REQUEST" });
    expect(fieldOf(refusal as Refusal)).toBe(field);
    expect(await countRows(database.db)).toEqual(before);
  });

  test("to a stranger's workflow, booking or message, and to whoever isn't signed in", async () => {
    const booking = await seedBooking(database.db, eventType);
    const { id: workflowId } = await seedWorkflow(database.db, mira);
    const { answer } = await caller.workflow.testSend({ step: mail });
    const before = await countRows(database.db);
    const notFound = { code: "NOT_FOUND" };
    await expect(stranger.workflow.testSend({ step: mail, workflowId })).rejects.toMatchObject(notFound);
    await expect(stranger.workflow.testSend({ step: mail, bookingUid: booking.uid })).rejects.toMatchObject(
      notFound,
    );
    await expect(stranger.message.get({ id: answer.id })).rejects.toMatchObject(notFound);
    await expect(anonymous.workflow.testSend({ step: mail })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await countRows(database.db)).toEqual(before);
  });
});
