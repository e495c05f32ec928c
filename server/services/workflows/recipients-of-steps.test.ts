import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";
import { applyWorkflowChange } from "./apply-workflow-change";
import { createWorkflow } from "./create-workflow";
import { updateWorkflow } from "./update-workflow";
import type { WorkflowView } from "./workflow-view";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let workflow: WorkflowView;
let numbers: [number, number];

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

const verified = async (value: string) => {
  const now = own.clock.now();
  const [row] = await database.db
    .insert(verifiedRecipients)
    .values({ ownerId: mira.id, kind: "phone", value, createdAt: now, verifiedAt: now })
    .returning();
  return row?.id ?? 0;
};
const timings = [{ kind: "elapsed" as const, amount: 1, unit: "hours" as const }];

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  const contexts = await contextsAround(database, mira);
  own = contexts.own;
  const introId = (await seedEventType(database.db, mira)).id;
  numbers = [await verified("+4915112345678"), await verified("+4915112345679")];
  const step = { action: "sms_number" as const, body: "Hi", verifiedRecipientId: numbers[0] };
  workflow = await createWorkflow(own, workflowInput({ timings, quietHours: null, steps: [step] }));
  await createBooking(contexts.anonymous, bookingInput(introId));
});

type Step = Partial<WorkflowView["steps"][number]>;
const edit = async (more: Step) => {
  const [step] = workflow.steps;
  if (!step) throw new Error("There is no step.");
  const { id, name, trigger } = workflow;
  const moments = workflow.timings;
  const input = { id, name, trigger, timings: moments, steps: [{ ...step, ...more }] };
  const { version } = await updateWorkflow(own, input);
  await applyWorkflowChange(own, { workflowId: id, ownerId: mira.id, version }, { afterId: 0, limit: 10 });
};
const reminders = async () => {
  const rows = await database.db.select().from(messages);
  return rows
    .filter(({ workflowId }) => workflowId === workflow.id)
    .map(({ channel, recipient, state, contentSid }) => [channel, recipient, state, contentSid])
    .sort();
};

test("another number for a step takes its messages there", async () => {
  await edit({ verifiedRecipientId: numbers[1] });
  expect(await reminders()).toEqual([
    ["sms", "+4915112345678", "cancelled", null],
    ["sms", "+4915112345679", "planned", null],
  ]);
});

test("another channel to the same number is another message", async () => {
  const contentSid = `HX${"b".repeat(32)}`;
  await edit({ action: "whatsapp_number", contentSid });
  expect(await reminders()).toEqual([
    ["sms", "+4915112345678", "cancelled", null],
    ["whatsapp", "+4915112345678", "planned", contentSid],
  ]);
});
