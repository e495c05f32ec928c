import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { recordReceipt } from "@/server/services/messages/record-receipt";
import { bookingInput } from "@/server/services/testing/booking-input";
import { contextsAround } from "@/server/services/testing/contexts-around";
import type { TestContext } from "@/server/services/testing/create-test-context";
import { scriptedProviders } from "@/server/services/testing/scripted-providers";
import { sendDueMessages } from "@/server/services/testing/send-due-messages";
import { cancelMessage } from "../messages/cancel-message";
import { createBooking } from "./create-booking";
import { listBookingMessages } from "./list-booking-messages";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let uid: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  const { id } = await seedEventType(database.db, mira);
  await seedWorkflow(database.db, mira, { activeOnAll: true });
  uid = (await createBooking(anonymous, bookingInput(id))).answer.uid;
});

const text = async () => (await listBookingMessages(own, { uid })).find(({ channel }) => channel === "sms");

test("what a booking owes is listed with what it means and what can be done", async () => {
  const messages = await listBookingMessages(own, { uid });
  expect(messages.map(({ channel }) => channel).sort()).toEqual(["email", "email", "sms"]);
  const planned = await text();
  expect(planned).toMatchObject({
    workflow: { name: "Text on booking" },
    recipient: "+4•••••1820",
    state: "planned",
    attemptCount: 0,
    attempts: [],
    retriedById: null,
    choices: { canCancel: true, retry: { kind: "refused" } },
  });
  expect(planned?.meaning).not.toBe("");
  await cancelMessage(own, { id: planned?.id ?? "" });
  expect(await text()).toMatchObject({
    state: "cancelled",
    reason: "cancelled_by_organizer",
    choices: { canCancel: false, retry: { kind: "possible" } },
  });
});

test("each attempt is told with the provider's answer and what it reported later", async () => {
  const ctx = { ...anonymous, providers: scriptedProviders() };
  await sendDueMessages(ctx, uid);
  const [attempt] = (await text())?.attempts ?? [];
  expect(attempt).toMatchObject({ number: 1, state: "accepted", refusal: null, code: null, receipts: [] });
  const attemptId = (
    await database.sql`select id from attempts where provider_message_id = ${attempt?.providerMessageId ?? ""}`
  )[0]?.id;
  await recordReceipt(ctx, {
    attemptId,
    providerMessageId: attempt?.providerMessageId ?? "",
    status: "undelivered",
    errorCode: "30003",
  });
  const sent = await text();
  expect(sent).toMatchObject({ state: "undelivered", code: "30003", attemptCount: 1 });
  expect(sent?.attempts).toEqual([
    {
      ...attempt,
      receipts: [{ status: "undelivered", code: "30003", receivedAt: ctx.clock.now().toISOString() }],
    },
  ]);
});

test("nobody else reads them, and reading writes nothing", async () => {
  const before = await countRows(database.db);
  await expect(listBookingMessages(anonymous, { uid })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(listBookingMessages(stranger, { uid })).rejects.toMatchObject({
    code: "NOT_FOUND",
    details: { field: "uid", reason: "booking_not_found" },
  });
  await expect(listBookingMessages(own, { uid: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await countRows(database.db)).toEqual(before);
});
