import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { whenLockIsAwaited } from "@/db/testing/when-lock-is-awaited";
import { updateWorkflowInputSchema } from "@/server/domain/workflows/workflow-input";
import { bookingInput } from "@/server/services/testing/booking-input";
import { contextsAround } from "@/server/services/testing/contexts-around";
import type { TestContext } from "@/server/services/testing/create-test-context";
import { type ScriptedProviders, scriptedProviders } from "@/server/services/testing/scripted-providers";
import { workflowInput } from "@/server/services/testing/workflow-input";
import { cancelBooking } from "../bookings/cancel-booking";
import { createBooking } from "../bookings/create-booking";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { applyWorkflowChange } from "../workflows/apply-workflow-change";
import { createWorkflow } from "../workflows/create-workflow";
import { setWorkflowActive } from "../workflows/set-workflow-active";
import { updateWorkflow } from "../workflows/update-workflow";
import type { WorkflowView } from "../workflows/workflow-view";
import { armBookingMessages } from "./arm-messages";
import { lookAfterMessages } from "./look-after-messages";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let own: TestContext;
let anonymous: TestContext;
let providers: ScriptedProviders;
let workflow: WorkflowView;
let uid: string;
let sending: { messageId: string; generation: number };

const rule = { trigger: "new_booking" as const, timings: [], quietHours: null };
const refused = { kind: "refused", refusal: "transient", code: "20429" } as const;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  const organizer = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, organizer);
  const contexts = await contextsAround(database, organizer);
  own = contexts.own;
  anonymous = contexts.anonymous;
  providers = scriptedProviders();
  own.providers = { ...own.providers, ...providers };
  const steps = [{ action: "sms_attendee" as const, body: "Booked" }];
  workflow = await createWorkflow(own, workflowInput({ ...rule, steps }));
  const { answer } = await createBooking(anonymous, bookingInput(eventType.id));
  uid = answer.uid;
  const messageId = answer.workflows.find(({ channel }) => channel === "sms")?.id ?? "";
  const [row] = await database.db.select().from(messages).where(eq(messages.id, messageId));
  await armBookingMessages(own, row?.bookingId ?? 0);
  sending = { messageId, generation: 1 };
});

/** Sends the text, does something while the provider has it, and has the provider refuse it for now. */
async function refuseDuring(change: () => Promise<unknown>): Promise<void> {
  providers.answerTextsWith(async () => {
    await change();
    return refused;
  });
  expect(await sendMessage(own, sending)).toMatchObject({ kind: "retry" });
  own.clock.advance(5_000);
}

const outcome = async () => {
  const [row] = await database.db.select().from(messages).where(eq(messages.id, sending.messageId));
  return `${row?.state} ${row?.reason ?? ""}`.trim();
};
const textsSent = () => providers.handedOver.texts.map(({ body }) => body);
const carry = async () => {
  const { id: workflowId } = workflow;
  const { userId: ownerId } = own.actor as { userId: number };
  const [latest] = await database.sql<
    { version: number }[]
  >`select version from workflows where id = ${workflowId}`;
  const change = { workflowId, ownerId, version: latest?.version ?? 0 };
  await applyWorkflowChange(own, change, { afterId: 0, limit: 100 });
};

describe("a text that is refused while its booking changes isn't tried again", () => {
  test("once the booking is cancelled", async () => {
    await refuseDuring(() => cancelBooking(anonymous, { uid }));
    expect(await sendMessage(own, sending)).toEqual({ kind: "not_claimable" });
    expect(await outcome()).toBe("cancelled booking_cancelled");
    expect(textsSent()).toEqual(["Booked"]);
  });

  test("once the booking is moved", async () => {
    await refuseDuring(() => rescheduleBooking(anonymous, { uid, startsAt: "2026-11-04T09:00:00.000Z" }));
    expect(await sendMessage(own, sending)).toEqual({ kind: "not_claimable" });
    expect(await outcome()).toBe("cancelled booking_rescheduled");
  });

  test("not even when look-after arms it anew", async () => {
    await refuseDuring(() => cancelBooking(anonymous, { uid }));
    own.clock.advance(11 * 60_000);
    expect(await lookAfterMessages(own, 10)).toMatchObject({ armed: expect.any(Number) });
    expect(await sendMessage(own, { ...sending, generation: 2 })).toEqual({ kind: "not_claimable" });
    expect(await outcome()).toBe("cancelled booking_cancelled");
  });

  test("by a try that comes while the change is being made", async () => {
    await refuseDuring(async () => undefined);
    let trying: Promise<unknown> | undefined;
    await database.db.transaction(async (tx) => {
      await tx.execute("select id from bookings for update");
      trying = sendMessage(own, sending);
      await whenLockIsAwaited(database);
      await tx.execute("update bookings set status = 'cancelled'");
    });
    expect(await trying).toEqual({ kind: "not_claimable" });
    expect(await outcome()).toBe("cancelled booking_cancelled");
  });

  test("once its workflow is switched off", async () => {
    await refuseDuring(async () => {
      await setWorkflowActive(own, { id: workflow.id, activeOn: { kind: "off" } });
      await carry();
    });
    expect(await sendMessage(own, sending)).toEqual({ kind: "not_claimable" });
    expect(await outcome()).toBe("cancelled workflow_changed");
  });
});

test("a text that is refused while its workflow is edited says what the workflow says now", async () => {
  await refuseDuring(async () => {
    const steps = workflow.steps.map(({ id, action }) => ({ id, action, body: "You are booked" }));
    const edit = { ...rule, id: workflow.id, name: workflow.name, steps };
    await updateWorkflow(own, updateWorkflowInputSchema.parse(edit));
    await carry();
  });
  expect(await sendMessage(own, sending)).toEqual({ kind: "accepted" });
  expect(textsSent()).toEqual(["Booked", "You are booked"]);
});

test("a text that is refused while nothing changes is tried again as it was", async () => {
  await refuseDuring(async () => undefined);
  expect(await sendMessage(own, sending)).toEqual({ kind: "accepted" });
  expect(textsSent()).toEqual(["Booked", "Booked"]);
  const rows = await database.db.select().from(messages).orderBy(asc(messages.id));
  expect(rows.filter(({ state }) => state === "accepted")).toHaveLength(1);
});
