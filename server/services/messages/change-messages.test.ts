import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { auditEntries } from "@/db/schema/outbox";
import { workflowSteps } from "@/db/schema/workflows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer, seedWorkflow } from "@/db/testing/seed-organizer";
import { recordOptOut } from "../opt-outs/record-opt-out";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import type { TestContext } from "../testing/create-test-context";
import { lookUpInTime } from "../testing/look-up-in-time";
import { cancelMessage } from "./cancel-message";
import { claimMessage } from "./claim-message";
import { recordReceipt } from "./record-receipt";
import { retryMessage } from "./retry-message";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;
let mine: TestContext;
let owed: Parameters<MessageLedger["add"]>[0];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  const { ownerId } = ledger.booking;
  mine = { ...ledger.ctx, door: "organizer", actor: { kind: "organizer", userId: ownerId } };
  const owner = { id: ownerId, username: "mira", email: "mira@example.org", scheduleId: 0 };
  const workflow = await seedWorkflow(database.db, owner);
  const [stepId = 0] = workflow.stepIds;
  owed = { source: `step:${stepId}`, stepId, workflowId: workflow.id };
});

async function stranger(): Promise<TestContext> {
  const { id } = await seedOrganizer(database.db, { username: `other${randomUUID().slice(0, 8)}` });
  return { ...mine, actor: { kind: "organizer", userId: id } };
}

const auditOf = () =>
  database.db
    .select({ action: auditEntries.action, details: auditEntries.details, actorKind: auditEntries.actorKind })
    .from(auditEntries)
    .where(eq(auditEntries.bookingId, ledger.booking.id));
const retry = (id: string, mayArriveTwice = false) => retryMessage(mine, { id, mayArriveTwice });
const conflict = (reason: string) => ({ code: "CONFLICT", details: { reason } });

describe("calling off a message", () => {
  test.each(["planned", "armed", "retrying"] as const)("ends one that is %s, on record", async (state) => {
    const { id } = await ledger.add({ state });
    expect(await cancelMessage(mine, { id })).toEqual({ id });
    expect(await ledger.message(id)).toMatchObject({ state: "cancelled", reason: "cancelled_by_organizer" });
    expect(await auditOf()).toEqual([
      { action: "message.cancelled", actorKind: "organizer", details: { messageId: id } },
    ]);
    expect(await ledger.events()).toEqual([]);
  });

  test("means that no claim takes it any more", async () => {
    const armed = await ledger.armed();
    await cancelMessage(mine, { id: armed.messageId });
    expect(await claimMessage(ledger.ctx, armed)).toEqual({ kind: "not_claimable" });
  });

  test("twice does it once", async () => {
    const { id } = await ledger.add();
    await Promise.all([cancelMessage(mine, { id }), cancelMessage(mine, { id })]);
    expect(await auditOf()).toHaveLength(1);
  });

  test("says so when it is going out already", async () => {
    const { messageId: id } = await ledger.claimed();
    await expect(cancelMessage(mine, { id })).rejects.toMatchObject(conflict("message_going_out"));
    expect((await ledger.message(id)).state).toBe("sending");
    expect(await auditOf()).toEqual([]);
  });

  test("says so when a callback has proved that a refused text was taken after all", async () => {
    ledger.providers.answerTextsWith({ kind: "refused", refusal: "transient", code: "20503" });
    const { messageId: id, attemptId } = await ledger.sent();
    await recordReceipt(ledger.ctx, { attemptId, providerMessageId: "SM1", status: "sent" });
    await expect(cancelMessage(mine, { id })).rejects.toMatchObject(conflict("message_going_out"));
    expect(await ledger.message(id)).toMatchObject({ state: "accepted", providerMessageId: "SM1" });
  });

  test("is refused for one that failed", async () => {
    const { id } = await ledger.add({ state: "failed" });
    await expect(cancelMessage(mine, { id })).rejects.toMatchObject(conflict("message_ended"));
  });

  test("is nobody else's business", async () => {
    const { id } = await ledger.add();
    const notFound = { code: "NOT_FOUND", details: { field: "id", reason: "message_not_found" } };
    await expect(cancelMessage(await stranger(), { id })).rejects.toMatchObject(notFound);
    await expect(cancelMessage(ledger.ctx, { id })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect((await ledger.message(id)).state).toBe("planned");
  });
});

describe("sending a message anew", () => {
  test("puts another in the place of one that failed, sends it once, and is on record", async () => {
    const { id } = await ledger.add({ ...owed, state: "failed" });
    const successor = await retry(id);
    expect(await ledger.message(id)).toMatchObject({ state: "failed", retriedById: successor.id });
    const { generation, ...row } = await ledger.message(successor.id);
    expect(row).toMatchObject({ state: "armed", ...owed, recipient: "+4930901820" });
    expect(await ledger.events()).toMatchObject([
      { name: "message/due", data: { messageId: successor.id, generation } },
    ]);
    expect(await auditOf()).toMatchObject([
      { action: "message.retried", details: { messageId: id, byId: successor.id } },
    ]);
    await sendMessage(ledger.ctx, { messageId: successor.id, generation });
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
    expect((await ledger.message(successor.id)).state).toBe("accepted");
  });

  test("sends one message, however many clicks there were", async () => {
    const { id } = await ledger.add({ ...owed, state: "failed" });
    const answers = await Promise.all([retry(id), retry(id), retry(id)]);
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await ledger.events()).toHaveLength(1);
    expect(await auditOf()).toHaveLength(1);
  });

  test("says what its step says now", async () => {
    const { id } = await ledger.add({ ...owed, state: "skipped", reason: "body_empty", bodyTemplate: "{X}" });
    await database.db
      .update(workflowSteps)
      .set({ body: "See you soon" })
      .where(eq(workflowSteps.id, owed?.stepId ?? 0));
    expect((await ledger.message((await retry(id)).id)).bodyTemplate).toBe("See you soon");
  });

  test("puts one that was called off back to its own time", async () => {
    const dueAt = ledger.secondsFromNow(20 * 3600);
    const { id } = await ledger.add({ ...owed, dueAt });
    await cancelMessage(mine, { id });
    const successor = await retry(id);
    expect(successor.dueAt).toBe(dueAt.toISOString());
    expect(await ledger.message(successor.id)).toMatchObject({ state: "planned", dueAt });
    expect(await ledger.events()).toEqual([]);
    await cancelMessage(mine, { id: successor.id });
    expect((await retry(successor.id)).dueAt).toBe(dueAt.toISOString());
  });

  test("of which nobody knows whether it arrived needs the organizer to know that", async () => {
    const { id } = await ledger.add({ ...owed, state: "unconfirmed", nextLookAt: null });
    await expect(retry(id)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("It may have arrived"),
      details: { reason: "may_have_arrived", field: "mayArriveTwice" },
    });
    expect(await ledger.events()).toEqual([]);
    await retry(id, true);
    expect(await ledger.events()).toHaveLength(1);
  });

  test("is called off when the first arrives after all, unless it went out", async () => {
    ledger.providers.answerTextsWith({ kind: "unknown", reason: "timeout" });
    const first = await ledger.sent(owed);
    for (let look = 0; look < 4; look += 1) await lookUpInTime(ledger, first.messageId);
    expect((await ledger.message(first.messageId)).state).toBe("unconfirmed");
    const { id } = await retry(first.messageId, true);
    await recordReceipt(ledger.ctx, {
      attemptId: first.attemptId,
      providerMessageId: "SM1",
      status: "delivered",
    });
    expect((await ledger.message(first.messageId)).state).toBe("delivered");
    expect(await ledger.message(id)).toMatchObject({ state: "cancelled", reason: "arrived_after_all" });
  });

  test("is refused once its booking is cancelled, and to a number that replied STOP", async () => {
    const stopped = await ledger.add({ ...owed, state: "failed", code: "21610" });
    await database.db.transaction((tx) =>
      recordOptOut(ledger.ctx, tx, {
        ownerId: stopped.ownerId,
        phoneNumber: stopped.recipient,
        source: "provider",
      }),
    );
    await expect(retry(stopped.id)).rejects.toMatchObject(conflict("opted_out"));
    await database.db.update(bookings).set({ status: "cancelled" }).where(eq(bookings.id, ledger.booking.id));
    await expect(retry(stopped.id)).rejects.toMatchObject(conflict("not_owed"));
    expect(await database.db.select({ id: messages.id }).from(messages)).toHaveLength(1);
  });

  test("is nobody else's business", async () => {
    const { id } = await ledger.add({ ...owed, state: "failed" });
    const input = { id, mayArriveTwice: true };
    await expect(retryMessage(await stranger(), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(retryMessage(ledger.ctx, input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect((await ledger.message(id)).retriedById).toBeNull();
  });
});
