import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inboundTexts } from "@/db/schema/inbound-texts";
import { optOuts } from "@/db/schema/opt-outs";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { readHttpSmsSettings } from "@/server/providers/sms/testing/http-sms-sandbox";
import { createMessageLedger, type MessageLedger } from "@/server/services/testing/create-message-ledger";
import { POST as postTwilioReply } from "../twilio/inbound/route";
import { POST as postReply } from "./inbound/route";
import { POST as postStatus } from "./status/route";

const secret = "secret of callbacks";
const variables = {
  SMS_HTTP_URL: "https://sms.example.com/messages",
  SMS_HTTP_FROM: "+12025550101",
  SMS_HTTP_BODY: '{"to": "{to}", "text": "{body}", "callback": "{callbackUrl}"}',
  SMS_HTTP_ID_POINTER: "/id",
  SMS_HTTP_ERROR_POINTER: "/error/code",
  SMS_HTTP_ERROR_CLASSES: '{"blocked": "opted_out"}',
  SMS_HTTP_CALLBACK_SECRET: secret,
  SMS_HTTP_CALLBACK_FIELDS:
    '{"id": "/id", "attempt": "/reference", "status": "/state", "code": "/error/code"}',
  SMS_HTTP_INBOUND_FIELDS: '{"id": "/id", "from": "/from", "to": "/to", "body": "/text"}',
};
const held = globalThis as typeof globalThis & { punctualRuntime?: unknown };
const twilioEnvironment = { TWILIO_AUTH_TOKEN: "token", CALLBACK_URL: "https://punctual.test" };

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  const { addSecondSms, sms } = ledger.providers;
  Object.assign(ledger.providers, { sms: addSecondSms().provider, secondSms: sms });
  hold({ ...twilioEnvironment, SMS_HTTP: readHttpSmsSettings(variables) });
});
afterEach(() => {
  held.punctualRuntime = undefined;
});
afterAll(() => database.close());

function hold(env: Record<string, unknown>): void {
  held.punctualRuntime = { env, systemContext: () => ledger.ctx };
}

type Signing = { secret?: string | null; atSeconds?: number; body?: string };

function signed(path: string, value: unknown, signing: Signing = {}): Request {
  const { secret: key = secret, atSeconds = ledger.ctx.clock.now().getTime() / 1000 } = signing;
  const body = JSON.stringify(value);
  const timestamp = String(Math.floor(atSeconds));
  const signature = createHmac("sha256", key ?? "")
    .update(`${timestamp}.${body}`)
    .digest("hex");
  return new Request(`http://127.0.0.1:3000/api/webhooks/http-sms/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(key !== null && { "x-timestamp": timestamp, "x-signature": signature }),
    },
    body: signing.body ?? body,
  });
}

const report = (attemptId: string, state: string, more: Record<string, unknown> = {}) => ({
  id: `http-${attemptId}`,
  reference: attemptId,
  state,
  ...more,
});
const stateOf = async (messageId: string) => (await ledger.message(messageId)).state;

describe("a status report", () => {
  test.each([
    ["delivered", {}, "delivered", null],
    ["DELIVRD", {}, "delivered", null],
    ["undeliverable", { error: { code: 1002 } }, "undelivered", "http_1002"],
    ["rejected", {}, "undelivered", "unknown"],
    ["submitted", {}, "accepted", null],
  ])("of %s %j moves its message", async (word, more, state, code) => {
    const { messageId, attemptId } = await ledger.sent();
    const response = await postStatus(signed("status", report(attemptId, word, more)));
    expect(response.status).toBe(204);
    expect(await ledger.message(messageId)).toMatchObject({ state, code });
  });

  test("that comes twice, late and in another order ends in the same state", async () => {
    const { messageId, attemptId } = await ledger.sent();
    for (const word of ["delivered", "sent", "delivered", "pending"]) {
      expect((await postStatus(signed("status", report(attemptId, word)))).status).toBe(204);
    }
    expect(await stateOf(messageId)).toBe("delivered");
    expect(await ledger.receiptsOf(attemptId)).toHaveLength(3);
  });

  test("settles an attempt whose answer was lost, by the attempt in its address", async () => {
    const { provider, ...second } = ledger.providers.addSecondSms();
    Object.assign(ledger.providers, { sms: provider });
    second.answerTextsWith({ kind: "unknown", reason: "timeout" });
    const { messageId, attemptId } = await ledger.sent();
    const named = signed(`status?attempt=${attemptId}`, { id: "id-1", state: "delivered" });
    expect((await postStatus(named)).status).toBe(204);
    expect(await ledger.message(messageId)).toMatchObject({ state: "delivered", providerMessageId: "id-1" });
  });

  test("of a recipient who wants no texts puts the number on the list", async () => {
    const { attemptId } = await ledger.sent();
    await postStatus(signed("status", report(attemptId, "failed", { error: { code: "blocked" } })));
    expect(await database.db.select().from(optOuts)).toMatchObject([{ phoneNumber: "+4930901820" }]);
  });

  test.each<[string, Signing]>([
    ["without a signature", { secret: null }],
    ["signed by another", { secret: "another secret" }],
    ["with another body than was signed", { body: '{"id":"x","state":"delivered"}' }],
    ["replayed after the tolerance", { atSeconds: Date.parse("2026-11-02T07:54:59Z") / 1000 }],
    ["signed for a time to come", { atSeconds: Date.parse("2026-11-02T08:05:01Z") / 1000 }],
  ])("%s is refused and changes nothing", async (_, signing) => {
    const { messageId, attemptId } = await ledger.sent();
    const response = await postStatus(signed("status", report(attemptId, "delivered"), signing));
    expect(response.status).toBe(403);
    expect(await stateOf(messageId)).toBe("accepted");
    expect(await ledger.receiptsOf(attemptId)).toEqual([]);
  });

  test("about another's attempt, another provider's or nobody's is not known", async () => {
    const [one, other] = [await ledger.sent(), await ledger.sent()];
    const mixed = { ...report(one.attemptId, "delivered"), reference: other.attemptId };
    expect((await postStatus(signed("status", mixed))).status).toBe(404);
    Object.assign(ledger.providers, { sms: ledger.providers.secondSms });
    const byTwilio = await ledger.sent();
    const foreign = { ...report(byTwilio.attemptId, "delivered"), id: `SM-${byTwilio.attemptId}` };
    expect((await postStatus(signed("status", foreign))).status).toBe(404);
    const nobody = report("00000000-0000-4000-8000-000000000000", "delivered");
    expect((await postStatus(signed("status", nobody))).status).toBe(404);
    for (const { messageId } of [one, other, byTwilio]) expect(await stateOf(messageId)).toBe("accepted");
  });

  test.each([
    ["an unknown word", { id: "1", state: "on its way" }],
    ["no id", { state: "delivered" }],
    ["no object", ["delivered"]],
  ])("with %s is refused as unreadable", async (_, value) => {
    expect((await postStatus(signed("status", value))).status).toBe(400);
  });

  test("larger than any report is refused before it is read whole", async () => {
    expect((await postStatus(signed("status", { id: "1".repeat(20_000) }))).status).toBe(413);
  });

  test("is nowhere where no such provider is configured", async () => {
    hold({ ...twilioEnvironment, SMS_HTTP: null });
    expect((await postStatus(signed("status", {}))).status).toBe(404);
    expect((await postReply(signed("inbound", {}))).status).toBe(404);
  });
});

describe("a reply", () => {
  const stop = { id: "in-1", from: "4930901820", to: "+12025550101", text: "Stop!" };

  test("is kept once, and STOP holds for both providers", async () => {
    await ledger.sent();
    for (let times = 0; times < 2; times += 1) {
      expect((await postReply(signed("inbound", stop))).status).toBe(204);
    }
    expect(await database.db.select().from(inboundTexts)).toMatchObject([
      { providerMessageId: "in-1", fromNumber: "+4930901820", kind: "stop" },
    ]);
    const overHttp = await ledger.sent();
    Object.assign(ledger.providers, { sms: ledger.providers.secondSms });
    const overTwilio = await ledger.sent();
    for (const { messageId } of [overHttp, overTwilio]) {
      expect(await ledger.message(messageId)).toMatchObject({ state: "skipped", reason: "opted_out" });
    }
    expect(ledger.providers.handedOver.texts).toEqual([]);
  });

  test("START to the one lifts what STOP to the other had set", async () => {
    await ledger.sent();
    await postReply(signed("inbound", stop));
    const form = {
      MessageSid: `SM${"a".repeat(32)}`,
      From: "+4930901820",
      To: "+15005550006",
      Body: "START",
    };
    const names = Object.keys(form).sort() as (keyof typeof form)[];
    const path = "/api/webhooks/twilio/inbound";
    const text = `https://punctual.test${path}${names.map((name) => name + form[name]).join("")}`;
    const response = await postTwilioReply(
      new Request(`http://127.0.0.1:3000${path}`, {
        method: "POST",
        headers: { "x-twilio-signature": createHmac("sha1", "token").update(text).digest("base64") },
        body: new URLSearchParams(form),
      }),
    );
    expect(response.status).toBe(200);
    const { messageId } = await ledger.sent();
    expect(await stateOf(messageId)).toBe("accepted");
  });

  test("that isn't signed is refused, and nothing is kept", async () => {
    expect((await postReply(signed("inbound", stop, { secret: "another secret" }))).status).toBe(403);
    expect((await postReply(signed("inbound", { ...stop, from: null }))).status).toBe(400);
    expect(await database.db.select().from(inboundTexts)).toEqual([]);
    expect(await database.db.select().from(optOuts).where(eq(optOuts.phoneNumber, "+4930901820"))).toEqual(
      [],
    );
  });

  test("isn't taken where the settings name no fields of replies", async () => {
    const { SMS_HTTP_INBOUND_FIELDS: _, ...rest } = variables;
    hold({ SMS_HTTP: readHttpSmsSettings(rest) });
    expect((await postReply(signed("inbound", stop))).status).toBe(404);
  });
});
