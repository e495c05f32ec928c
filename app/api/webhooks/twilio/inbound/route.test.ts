import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inboundTexts } from "@/db/schema/inbound-texts";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { POST } from "./route";

let database: TestDatabase;
const held = globalThis as typeof globalThis & { punctualRuntime?: unknown };
const env = { TWILIO_AUTH_TOKEN: "token", CALLBACK_URL: "https://punctual.test" };
const path = "/api/webhooks/twilio/inbound";
const form = { MessageSid: `SM${"a".repeat(32)}`, From: "+4930901820", To: "+15005550006", Body: "Hello" };

beforeAll(async () => {
  database = await createTestDatabase();
  const systemContext = () => createTestContext(database, { actor: { kind: "system" } });
  held.punctualRuntime = { env, systemContext };
});
afterEach(() => clearDatabase(database.db));
afterAll(async () => {
  held.punctualRuntime = undefined;
  await database.close();
});

function signatureOf(params: Record<string, string>, token = env.TWILIO_AUTH_TOKEN): string {
  const names = Object.keys(params).sort();
  const signed = `${env.CALLBACK_URL}${path}${names.map((name) => name + params[name]).join("")}`;
  return createHmac("sha1", token).update(signed).digest("base64");
}

function deliver(params: Record<string, string>, signature: string | null): Promise<Response> {
  return POST(
    new Request(`http://127.0.0.1:3000${path}`, {
      method: "POST",
      headers: signature === null ? {} : { "x-twilio-signature": signature },
      body: new URLSearchParams(params),
    }),
  );
}
const kept = () => database.db.select().from(inboundTexts);

test("a signed text is kept once, and answered with TwiML that says nothing", async () => {
  for (let times = 0; times < 2; times += 1) {
    const response = await deliver(form, signatureOf(form));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/xml");
    expect(await response.text()).toContain("<Response/>");
  }
  expect(await kept()).toMatchObject([{ providerMessageId: form.MessageSid, body: "Hello", kind: "other" }]);
});

test.each([
  ["no signature", null],
  ["another's signature", signatureOf(form, "guess")],
  ["the signature of another text", signatureOf({ ...form, Body: "STOP" })],
])("%s is refused, and nothing is kept", async (_what, signature) => {
  expect((await deliver(form, signature)).status).toBe(403);
  expect(await kept()).toEqual([]);
});

test("what is no text is refused", async () => {
  const { Body, From, To } = form;
  expect((await deliver({ Body, From, To }, signatureOf({ Body, From, To }))).status).toBe(400);
});
