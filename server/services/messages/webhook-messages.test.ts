import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attempts, messages } from "@/db/schema/messages";
import { workflowStepSecrets } from "@/db/schema/workflows";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createSecretBox } from "@/server/platform/secret-box";
import { createHttpWebhookProvider } from "@/server/providers/webhook/http-webhook";
import { startReceiver, status } from "@/server/providers/webhook/testing/start-receiver";
import { createBooking } from "../bookings/create-booking";
import { getBooking } from "../bookings/get-booking";
import { getBookingTimeline } from "../bookings/get-booking-timeline";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { workflowInput } from "../testing/workflow-input";
import { createWorkflow } from "../workflows/create-workflow";
import { exportRuns } from "../workflows/export-runs";
import { updateWorkflow } from "../workflows/update-workflow";
import type { WorkflowView } from "../workflows/workflow-view";
import { listMessages, listMessagesInputSchema } from "./list-messages";
import { lookUpMessage } from "./look-up-message";

const secret = "whsec_0123456789abcdef";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let anonymous: TestContext;
let introId: number;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  receiver = await startReceiver();
  mira = await seedOrganizer(database.db);
  ({ own, anonymous } = await contextsAround(database, mira));
  const { clock } = own;
  const timeouts = { connectTimeoutMs: 1_000, timeoutMs: 300 };
  const webhook = createHttpWebhookProvider({ allowsPrivate: true, allowedHosts: [], clock, ...timeouts });
  own.providers = { ...scriptedProviders(), webhook };
  introId = (await seedEventType(database.db, mira)).id;
});
afterEach(() => receiver.close());

type Step = NonNullable<Parameters<typeof workflowInput>[0]>["steps"];
const callOnBooking = (more: Partial<NonNullable<Step>[number]> = {}): Promise<WorkflowView> =>
  createWorkflow(
    own,
    workflowInput({
      name: "Tell the CRM",
      trigger: "new_booking",
      timings: [],
      steps: [{ action: "webhook", webhookUrl: receiver.url, webhookSecret: secret, ...more }],
    }),
  );
const book = async (more = {}) => (await createBooking(anonymous, bookingInput(introId, more))).answer;
const calls = () => database.db.select().from(messages).where(eq(messages.channel, "webhook"));
const theCall = async () => {
  const [message] = await calls();
  if (!message) throw new Error("There is no call.");
  return message;
};

describe("a step that calls a webhook", () => {
  test("tells its receiver of the booking, signed, and ends when that takes it", async () => {
    await callOnBooking();
    const { uid, id } = await book();
    await sendDueMessages(own, uid);
    const [call] = receiver.calls;
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      triggerEvent: "WORKFLOW_STEP",
      workflow: { name: "Tell the CRM", step: 1 },
      payload: { uid, bookingId: id, status: "ACCEPTED", attendees: [{ name: "Ada Byron" }] },
    });
    const signature = createHmac("sha256", secret)
      .update(call?.body ?? "")
      .digest("hex");
    expect(call?.headers["x-cal-signature-256"]).toBe(signature);
    const message = await theCall();
    expect(message).toMatchObject({ state: "accepted", nextLookAt: null, recipientRole: "receiver" });
    expect(call?.headers["x-punctual-delivery"]).toBe(message.id);
    const [attempt] = await database.db.select().from(attempts).where(eq(attempts.messageId, message.id));
    expect(attempt).toMatchObject({ state: "accepted", provider: "webhook", httpStatus: 200, answer: "ok" });
  });

  test("shows its organizer the address without what may be secret in it, wherever messages are listed", async () => {
    const { id: workflowId } = await callOnBooking({ webhookUrl: `${receiver.url}?token=hush` });
    const { uid } = await book();
    const { id } = await theCall();
    const shown = `${new URL(receiver.url).href}?•••`;
    for (const narrowed of [{}, { sameRecipientAs: id }]) {
      const list = await listMessages(own, listMessagesInputSchema.parse({ ...narrowed, group: "moving" }));
      expect(list.items.find((item) => item.id === id)?.recipient).toBe(shown);
      expect(list.recipient).toBe("sameRecipientAs" in narrowed ? shown : null);
    }
    const told = JSON.stringify([
      await getBookingTimeline(own, { uid }),
      await exportRuns(own, { id: workflowId, outcome: "all", search: "" }),
    ]);
    expect(told).toContain(shown);
    expect(told).not.toContain("hush");
  });

  test("is refused for good by a 404, and says so on the timeline with what came back", async () => {
    await callOnBooking();
    const { uid } = await book();
    receiver.answerWith(status(404, "no such hook"));
    await sendDueMessages(own, uid);
    expect(await theCall()).toMatchObject({ state: "failed", code: "http_404" });
    const { timeline } = await getBookingTimeline(own, { uid });
    expect(timeline.map(({ title, meaning }) => `${title}: ${meaning}`)).toContain(
      "Tell the CRM: refused: There is nothing at this address (404). It said: “no such hook”",
    );
  });

  test("tries again after a 503, as the same delivery", async () => {
    await callOnBooking();
    const { uid } = await book();
    receiver.answerWith(status(503, "restarting"));
    await sendDueMessages(own, uid);
    expect(await theCall()).toMatchObject({ state: "retrying", code: "http_503" });
    own.clock.advance(5_000);
    await sendDueMessages(own, uid);
    expect(await theCall()).toMatchObject({ state: "accepted", code: null });
    const ids = receiver.calls.map(({ headers }) => headers["x-punctual-delivery"]);
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  test("that nobody answers is not called again: it ends as unconfirmed", async () => {
    await callOnBooking();
    const { uid } = await book();
    receiver.answerWith(() => undefined);
    await sendDueMessages(own, uid);
    const { id } = await theCall();
    expect(await theCall()).toMatchObject({ state: "reconciling", code: "timeout" });
    for (let looks = 0; looks < 4; looks += 1) {
      own.clock.set((await theCall()).nextLookAt ?? own.clock.now());
      await lookUpMessage(own, id);
    }
    expect(await theCall()).toMatchObject({ state: "unconfirmed", nextLookAt: null });
    own.clock.advance(24 * 3_600_000);
    await lookUpMessage(own, id);
    await sendDueMessages(own, uid);
    expect(receiver.calls).toHaveLength(1);
  });

  test("follows no redirect", async () => {
    await callOnBooking();
    const { uid } = await book();
    receiver.answerWith(status(307, "", { location: `http://127.0.0.1:${receiver.port}/elsewhere` }));
    await sendDueMessages(own, uid);
    expect(receiver.calls.map(({ path }) => path)).toEqual(["/hook"]);
    expect(await theCall()).toMatchObject({ state: "failed", code: "redirect_refused" });
  });

  test("is made for each booking of a series, unlike what people are told once", async () => {
    const weekly = await seedEventType(database.db, mira, {
      slug: "weekly",
      recurrence: { frequency: "weekly", interval: 1, count: 3 },
    });
    await callOnBooking();
    await createBooking(anonymous, bookingInput(weekly.id, { recurrenceCount: 3 }));
    expect(await calls()).toHaveLength(3);
  });

  test("isn't shown to the attendee by its address", async () => {
    await callOnBooking();
    const { uid } = await book();
    expect(JSON.stringify(await getBooking(anonymous, { uid }))).not.toContain("127.0.0.1");
  });
});

describe("the secret of a step", () => {
  const edit = async (view: WorkflowView, more: object, rule: object = {}) => {
    const { id, name, trigger, timings } = view;
    const steps = view.steps.map((step) => ({ ...step, ...more }));
    const input = workflowInput({ name, trigger, timings, steps, ...rule });
    return updateWorkflow(own, { ...input, id });
  };
  const signatures = async () => {
    const { uid } = await book();
    await sendDueMessages(own, uid);
    return receiver.calls.map(({ headers }) => headers["x-cal-signature-256"] !== "no-secret-provided");
  };

  test("is sealed at rest and in no view", async () => {
    const view = await callOnBooking();
    expect(JSON.stringify(view)).not.toContain(secret);
    expect(view.steps).toMatchObject([{ isSigned: true, webhookUrl: receiver.url, body: "" }]);
    const rows = await database.db.select().from(workflowStepSecrets);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test("stays when nothing is said of it, though another trigger makes the step a new one", async () => {
    const view = await callOnBooking();
    const edited = await edit(view, {}, { trigger: "cancelled" });
    expect(edited.steps).toMatchObject([{ isSigned: true }]);
    expect(edited.steps[0]?.id).not.toBe(view.steps[0]?.id);
    await edit(edited, {}, { trigger: "new_booking" });
    expect(await signatures()).toEqual([true]);
  });

  test("signs after an edit of another field, and no more once it is taken away", async () => {
    const view = await edit(await callOnBooking(), { webhookUrl: `${receiver.url}/2` });
    expect(await signatures()).toEqual([true]);
    await edit(view, { webhookSecret: null });
    const { uid } = await book({ startsAt: "2026-11-04T09:00:00.000Z" });
    await sendDueMessages(own, uid);
    expect(receiver.calls.map(({ headers }) => headers["x-cal-signature-256"])).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      "no-secret-provided",
    ]);
  });

  test("that can't be read any more stops the call instead of leaving it unsigned", async () => {
    await callOnBooking();
    const { uid } = await book();
    own.secrets = createSecretBox("an installation with another secret than before");
    await sendDueMessages(own, uid);
    expect(await theCall()).toMatchObject({ state: "skipped", reason: "secret_unreadable" });
    expect(receiver.calls).toEqual([]);
  });
});

describe("saving such a step", () => {
  test.each([
    [
      "an address of this network",
      { webhookUrl: "https://10.0.0.1/" },
      "steps.0.webhookUrl",
      "address_not_public",
    ],
    ["plain HTTP", { webhookUrl: "http://93.184.216.34/" }, "steps.0.webhookUrl", "not_https"],
  ])("with %s is refused at the field", async (_, more, field, reason) => {
    const { clock } = own;
    const timeouts = { connectTimeoutMs: 1_000, timeoutMs: 300 };
    const guarded = createHttpWebhookProvider({ allowsPrivate: false, allowedHosts: [], clock, ...timeouts });
    own.providers = { ...own.providers, webhook: guarded };
    await expect(callOnBooking(more)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("Webhook URL is not allowed"),
      details: { field, reason },
    });
  });

  test("without an address is refused at the field", () => {
    const parse = () => workflowInput({ steps: [{ action: "webhook" }] });
    expect(parse).toThrow(/webhookUrl/);
  });
});
