import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createSecretBox } from "@/server/platform/secret-box";
import { startReceiver, status } from "@/server/providers/webhook/testing/start-receiver";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";
import { createWorkflow } from "../workflows/create-workflow";
import { sendTestCall } from "./send-test-call";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  receiver = await startReceiver();
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
});
afterEach(() => receiver.close());

test("a test call tells what came back, and records nothing", async () => {
  const before = await countRows(database.db);
  receiver.answerWith(status(422, "unknown field"));
  const report = await sendTestCall(own, { url: receiver.url, stepNumber: 1, secret: "whsec_12345678" });
  expect(report).toEqual({
    isTaken: false,
    meaning: "The receiver refused the call (422).",
    httpStatus: 422,
    answer: "unknown field",
    isSigned: true,
  });
  expect(JSON.parse(receiver.calls[0]?.body ?? "")).toMatchObject({
    test: true,
    workflow: { name: "Test call" },
    payload: { attendees: [{ name: "Alex Morgan" }] },
  });
  expect(await countRows(database.db)).toEqual(before);
});

test("a step's own secret signs its test, for nobody but its organizer", async () => {
  const step = { action: "webhook" as const, webhookUrl: receiver.url, webhookSecret: "whsec_12345678" };
  const { steps } = await createWorkflow(own, workflowInput({ steps: [step] }));
  const input = { url: receiver.url, stepNumber: 1, stepId: steps[0]?.id };
  expect(await sendTestCall(own, input)).toMatchObject({ isTaken: true, isSigned: true });
  expect(await sendTestCall(stranger, input)).toMatchObject({ isTaken: true, isSigned: false });
});

test("it tells of a booking of the organizer's, in the words of the step that would call, and of nobody else's", async () => {
  const { id } = await seedEventType(database.db, mira);
  const { answer } = await createBooking({ ...own, actor: { kind: "anonymous" } }, bookingInput(id));
  const input = { url: receiver.url, workflowName: "Tell the CRM", stepNumber: 2, bookingUid: answer.uid };
  expect(await sendTestCall(own, input)).toMatchObject({ isTaken: true });
  expect(JSON.parse(receiver.calls[0]?.body ?? "")).toMatchObject({
    workflow: { name: "Tell the CRM", step: 2 },
    payload: { uid: answer.uid },
  });
  await expect(sendTestCall(stranger, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(receiver.calls).toHaveLength(1);
});

test("a secret that can't be read any more doesn't make an unsigned call of it", async () => {
  const step = { action: "webhook" as const, webhookUrl: receiver.url, webhookSecret: "whsec_12345678" };
  const { steps } = await createWorkflow(own, workflowInput({ steps: [step] }));
  const elsewhere = { ...own, secrets: createSecretBox("another key than the one that sealed it") };
  await expect(
    sendTestCall(elsewhere, { url: receiver.url, stepNumber: 1, stepId: steps[0]?.id }),
  ).rejects.toMatchObject({ code: "CONFLICT", details: { reason: "secret_unreadable" } });
  expect(receiver.calls).toEqual([]);
});

test("whoever isn't signed in calls nobody", async () => {
  await expect(sendTestCall(anonymous, { url: receiver.url, stepNumber: 1 })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  expect(receiver.calls).toEqual([]);
});

test("an address that leads to cloud metadata is refused by its field", async () => {
  await expect(
    sendTestCall(own, { url: "http://169.254.169.254/latest", stepNumber: 1 }),
  ).rejects.toMatchObject({
    code: "BAD_REQUEST",
    details: { field: "url", reason: "address_not_public" },
  });
});
