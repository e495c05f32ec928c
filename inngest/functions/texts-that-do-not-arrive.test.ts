import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { createBooking } from "@/server/services/bookings/create-booking";
import { recordReceipt } from "@/server/services/messages/record-receipt";
import { workflowInput } from "@/server/services/testing/workflow-input";
import { createWorkflow } from "@/server/services/workflows/create-workflow";
import type { WorkflowView } from "@/server/services/workflows/workflow-view";

let world: World;
let workflow: WorkflowView;
let nextStart: () => string;
let count = 0;
const lost = "In case the text is lost";

beforeAll(async () => {
  world = await createWorld();
  nextStart = bookInWorld(world).nextFreeStart;
  const fallback = { kind: "email" as const, afterMinutes: 10, subject: lost };
  workflow = await createWorkflow(
    world.contextAs({ kind: "organizer", userId: world.organizer.userId }),
    workflowInput({
      ...{ name: "Welcome", trigger: "new_booking", timings: [] },
      steps: [{ action: "sms_attendee", body: "Welcome, {ATTENDEE_FIRST_NAME}", fallback }],
    }),
  );
  await world.settle();
});
afterAll(() => world.close());
beforeEach(() => {
  count += 1;
});

const inject = async (fault: Record<string, unknown>) => {
  const response = await fetch(`${world.sandbox.url}/sms/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  expect(response.ok).toBe(true);
};

/** Books for somebody whose texts meet a fault, each of them. */
async function book(fault: Record<string, unknown>) {
  const [phone, email] = [`+1415555${String(3000 + count)}`, `ada${count}@example.com`];
  await inject({ count: 10, to: phone, ...fault });
  const input = createBookingInputSchema.parse({
    eventType: { id: world.organizer.eventTypes[0]?.id },
    startsAt: nextStart(),
    attendee: { name: "Ada Lovelace", email, timeZone: "Europe/London", phoneNumber: phone },
  });
  const { answer } = await createBooking(world.contextAs({ kind: "anonymous" }), input);
  const bookedAt = world.clock.now().getTime();
  return {
    until: (minutes: number) => world.advanceTo(new Date(bookedAt + minutes * 60_000)),
    /** The mails in the sandbox's inbox that stand in for the text. */
    mails: async () => {
      const response = await fetch(`${world.sandbox.url}/mail/messages?to=${encodeURIComponent(email)}`);
      const all = (await response.json()) as { subject: string }[];
      return all.filter(({ subject }) => subject === lost);
    },
    /** A receipt as the carrier would send it long after. */
    deliverLate: async () => {
      const [text] = await world.database.db
        .select({ providerMessageId: messages.providerMessageId })
        .from(messages)
        .where(
          and(
            eq(messages.bookingId, answer.id),
            eq(messages.channel, "sms"),
            eq(messages.workflowId, workflow.id),
          ),
        )
        .orderBy(asc(messages.dueAt));
      const { providerMessageId } = text ?? {};
      if (!providerMessageId) throw new Error("No text was accepted.");
      const ctx = world.contextAs({ kind: "system" });
      await recordReceipt(ctx, { providerMessageId, status: "delivered" });
    },
    states: async () => {
      const rows = await world.database.db
        .select({ state: messages.state, reason: messages.reason, workflowId: messages.workflowId })
        .from(messages)
        .where(eq(messages.bookingId, answer.id))
        .orderBy(asc(messages.createdAt), asc(messages.source));
      return rows
        .filter(({ workflowId }) => workflowId === workflow.id)
        .map(({ state, reason }) => (reason ? `${state} ${reason}` : state))
        .sort();
    },
  };
}

describe("a text that", () => {
  test("the carrier can't deliver is followed by one mail, at once", async () => {
    const { until, mails, states } = await book({ finalStatus: "undelivered", errorCode: 30005 });
    await world.settle();
    expect(await mails()).toHaveLength(1);
    await until(30);
    expect(await mails()).toHaveLength(1);
    expect(await states()).toEqual(["accepted", "undelivered"]);
  });

  test("is refused for good is followed by one mail, at once", async () => {
    const { mails, states } = await book({ httpStatus: 400, code: 21614 });
    await world.settle();
    expect(await mails()).toHaveLength(1);
    expect(await states()).toEqual(["accepted", "failed"]);
  });

  test("nobody reports about is found delivered by asking when its time comes, and not followed", async () => {
    const { until, mails, states } = await book({ callback: "none" });
    await until(30);
    expect(await mails()).toEqual([]);
    expect(await states()).toEqual(["delivered"]);
  });

  test("has no receipt after ten minutes is followed by one mail then, and not before", async () => {
    const { until, mails, states } = await book({ callback: "none", finalStatus: "sent" });
    await until(9);
    expect(await mails()).toEqual([]);
    await until(12);
    expect(await mails()).toHaveLength(1);
    await until(120);
    expect(await mails()).toHaveLength(1);
    expect(await states()).toEqual(["accepted", "accepted"]);
  });

  test("arrives late, after its mail has gone out, is shown as delivered beside it", async () => {
    const { until, mails, states, deliverLate } = await book({ callback: "none", finalStatus: "sent" });
    await until(12);
    await deliverLate();
    await world.settle();
    expect(await mails()).toHaveLength(1);
    expect(await states()).toEqual(["accepted", "delivered"]);
  });

  test("arrives late, while its mail waits for the mail server, calls the mail off", async () => {
    const { email } = world.contextAs({ kind: "system" }).providers;
    const { send } = email;
    const { until, mails, states, deliverLate } = await book({ callback: "none", finalStatus: "sent" });
    email.send = async (mail) =>
      mail.subject === lost ? { kind: "refused", refusal: "transient", code: "smtp_421" } : send(mail);
    await until(12);
    await deliverLate();
    email.send = send;
    await until(60);
    expect(await mails()).toEqual([]);
    expect(await states()).toEqual(["cancelled parent_delivered", "delivered"]);
  });

  test("arrives without a fault is not followed", async () => {
    const { until, mails, states } = await book({ callback: "duplicate" });
    await until(30);
    expect(await mails()).toEqual([]);
    expect(await states()).toEqual(["delivered"]);
  });
});
