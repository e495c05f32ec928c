import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createWebhookInputSchema } from "@/server/domain/webhooks/webhook-input";
import { webhookTriggers } from "@/server/domain/webhooks/webhook-trigger";
import { cancelBooking } from "../bookings/cancel-booking";
import { confirmBooking } from "../bookings/confirm-booking";
import { createBooking } from "../bookings/create-booking";
import { declineBooking } from "../bookings/decline-booking";
import { markAbsent } from "../bookings/mark-absent";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { lookUpMessage } from "../messages/look-up-message";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { type ScriptedProviders, scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { workflowInput } from "../testing/workflow-input";
import { createWorkflow } from "../workflows/create-workflow";
import { createWebhook } from "./create-webhook";
import { updateWebhook } from "./update-webhook";
import { writeMeetingDeliveries } from "./write-meeting-deliveries";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let anonymous: TestContext;
let providers: ScriptedProviders;
let webhookId: string;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, anonymous } = await contextsAround(database, mira));
  providers = scriptedProviders();
  own.providers = providers;
  anonymous.clock = own.clock;
  const input = { subscriberUrl: "https://hooks.example.org/a", triggers: [...webhookTriggers] };
  webhookId = (await createWebhook(own, createWebhookInputSchema.parse(input))).id;
});

const told = async () => {
  const rows = await database.db.select().from(webhookDeliveries).orderBy(webhookDeliveries.position);
  return rows.map(({ trigger, body }) => ({ trigger, payload: JSON.parse(body).payload }));
};
const triggers = async () => (await told()).map(({ trigger }) => trigger);
const open = (more = {}) => seedEventType(database.db, mira, more);
const book = async (eventTypeId: number, more = {}) =>
  (await createBooking(anonymous, bookingInput(eventTypeId, more))).answer;
const wednesday = "2026-11-04T09:00:00.000Z";

describe("receivers are told", () => {
  test("that something is booked, moved and cancelled, with where it was and why", async () => {
    const { uid } = await book((await open()).id);
    const moved = await rescheduleBooking(anonymous, { uid, startsAt: wednesday });
    await cancelBooking(anonymous, { uid: moved.answer.uid, cancellationReason: "Ill" });
    expect(await told()).toMatchObject([
      { trigger: "BOOKING_CREATED", payload: { uid } },
      {
        trigger: "BOOKING_RESCHEDULED",
        payload: { uid: moved.answer.uid, rescheduleUid: uid, startTime: wednesday },
      },
      { trigger: "BOOKING_CANCELLED", payload: { status: "CANCELLED", cancellationReason: "Ill" } },
    ]);
  });

  test("that somebody asks, and of the answer", async () => {
    const { id } = await open({ slug: "asked", confirmation: "always" });
    const yes = await book(id);
    await confirmBooking(own, { uid: yes.uid });
    const no = await book(id, { startsAt: wednesday });
    await declineBooking(own, { uid: no.uid, reason: "Full" });
    expect(await told()).toMatchObject([
      {
        trigger: "BOOKING_REQUESTED",
        payload: { uid: yes.uid, status: "PENDING", requiresConfirmation: true },
      },
      { trigger: "BOOKING_CREATED", payload: { uid: yes.uid, status: "ACCEPTED" } },
      { trigger: "BOOKING_REQUESTED", payload: { uid: no.uid } },
      { trigger: "BOOKING_REJECTED", payload: { status: "REJECTED", rejectionReason: "Full" } },
    ]);
  });

  test("who didn't come", async () => {
    const { uid, startsAt } = await book((await open()).id);
    own.clock.set(new Date(Date.parse(startsAt) + 60_000));
    await markAbsent(own, { uid, attendees: [{ email: "ada@example.org", absent: true }] });
    expect((await told()).at(-1)).toMatchObject({
      trigger: "BOOKING_NO_SHOW_UPDATED",
      payload: { bookingUid: uid, attendees: [{ email: "ada@example.org", absent: true }] },
    });
  });

  test("that a meeting has started and has ended, once each", async () => {
    const { startsAt, endsAt } = await book((await open()).id);
    own.clock.set(new Date(Date.parse(startsAt) - 1));
    expect(await writeMeetingDeliveries(own, 10)).toBe(0);
    own.clock.set(new Date(startsAt));
    expect(await writeMeetingDeliveries(own, 10)).toBe(1);
    own.clock.set(new Date(endsAt));
    expect(await writeMeetingDeliveries(own, 10)).toBe(1);
    expect(await writeMeetingDeliveries(own, 10)).toBe(0);
    expect(await triggers()).toEqual(["BOOKING_CREATED", "MEETING_STARTED", "MEETING_ENDED"]);
  });

  test("nothing of a meeting that was cancelled, or that began before they asked", async () => {
    const { id } = await open();
    const { uid } = await book(id);
    const { startsAt } = await book(id, { startsAt: wednesday });
    await cancelBooking(anonymous, { uid });
    await updateWebhook(own, { id: webhookId, triggers: ["BOOKING_CREATED"] });
    own.clock.set(new Date(Date.parse(startsAt) + 1));
    await updateWebhook(own, { id: webhookId, triggers: ["MEETING_STARTED"] });
    expect(await writeMeetingDeliveries(own, 10)).toBe(0);
  });

  test("that a text arrived, or didn't go out", async () => {
    await createWorkflow(
      own,
      workflowInput({
        name: "News",
        trigger: "new_booking",
        timings: [],
        steps: [{ action: "sms_attendee", body: "Hi" }],
      }),
    );
    const { id } = await open();
    const arrives = await book(id);
    await sendDueMessages(own, arrives.uid);
    providers.lookUps.fetchStatus = async () => ({ status: "delivered" });
    const [message] = await database.sql<{ id: string }[]>`select id from messages where channel = 'sms'`;
    own.clock.advance(10 * 60_000);
    await lookUpMessage(own, message?.id ?? "");
    const fails = await book(id, { startsAt: wednesday });
    providers.answerTextsWith({ kind: "refused", refusal: "permanent", code: "21211" });
    await sendDueMessages(own, fails.uid);
    expect((await told()).filter(({ trigger }) => trigger.startsWith("MESSAGE"))).toMatchObject([
      {
        trigger: "MESSAGE_DELIVERED",
        payload: { uid: arrives.uid, message: { channel: "sms", state: "delivered", workflow: "News" } },
      },
      { trigger: "MESSAGE_FAILED", payload: { uid: fails.uid, message: { state: "failed", code: "21211" } } },
    ]);
  });
});
