import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { senders } from "@/db/schema/senders";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createLogger } from "@/server/platform/logger";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { type ScriptedProviders, scriptedProviders } from "@/server/services/testing/scripted-providers";
import { checkSendersAtBoot } from "./check-senders-at-boot";

let database: TestDatabase;
let ctx: TestContext;
let providers: ScriptedProviders;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.delete(senders);
  providers = scriptedProviders();
  ctx = createTestContext(database, { providers, actor: { kind: "system" } });
});

const boot = (systemContext = () => ctx) =>
  checkSendersAtBoot({ logger: createLogger({ level: "silent", name: "boot" }), systemContext });
const states = async () => {
  const rows = await database.db.select().from(senders);
  return Object.fromEntries(
    rows.map(({ id, state, code }) => [id, code === null ? state : `${state} ${code}`]),
  );
};

test("accounts that are refused show as stopped before anything is owed, and nothing is sent", async () => {
  providers.accounts.sms.says = { kind: "refused", code: "20003" };
  await boot();
  expect(await states()).toEqual({
    "twilio:texts": "stopped 20003",
    "twilio:whatsapp": "stopped 20003",
    "smtp:mails": "working",
  });
  expect(providers.handedOver).toMatchObject({ texts: [], mails: [] });
});

test("an account that works again since the last start is taken up at once", async () => {
  providers.accounts.sms.says = { kind: "refused", code: "20003" };
  await boot();
  providers.accounts.sms.says = { kind: "passed" };
  await boot();
  expect(await states()).toMatchObject({ "twilio:texts": "working", "twilio:whatsapp": "working" });
});

test("a check that fails altogether doesn't keep the app from starting", async () => {
  const broken = () => {
    throw new Error("no database yet");
  };
  await expect(boot(broken)).resolves.toBeUndefined();
  expect(await states()).toEqual({});
});
