import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { readHealth } from "./read-health";
import { createMessageLedger } from "./testing/create-message-ledger";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("a sender that is stopped is named with its code, and leaves the whole healthy", async () => {
  const ledger = await createMessageLedger(database);
  const senders = async () => (await readHealth(ledger.ctx, {})).parts.senders;
  const working = {
    status: "ok",
    "twilio.sms": "working",
    "twilio.whatsapp": "working",
    "smtp.email": "working",
  };
  expect(await senders()).toEqual(working);
  ledger.providers.answerTextsWith({ kind: "refused", refusal: "account", code: "21606" });
  await ledger.sent();
  expect(await senders()).toEqual({ ...working, "twilio.sms": "stopped: 21606" });
  expect(await readHealth(ledger.ctx, {})).toMatchObject({ status: "ok" });
});
