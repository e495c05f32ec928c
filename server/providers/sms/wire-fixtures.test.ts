import { afterEach, describe, expect, it } from "vitest";
import { ManualClock } from "@/server/platform/clock";
import { createHttpSmsProvider } from "./http";
import { parseHttpSmsReply, parseHttpSmsStatus, readSignedBody } from "./http-sms-callback";
import type { SmsProvider } from "./port";
import { readHttpSmsSettings } from "./testing/http-sms-sandbox";
import { RawHttpServer, readWire, requestOf } from "./testing/raw-http-server";
import { createTwilioProvider } from "./twilio";
import { parseInboundText, parseStatusCallback } from "./twilio-callback";
import { verifyTwilioSignature } from "./twilio-signature";

const now = new Date("2026-11-24T10:00:00Z");
const clock = new ManualClock(now);
const publicUrl = "https://book.example.com";
const attemptId = "0199aaaa-0000-7000-8000-000000000001";
const message = { to: "+14155550101", body: 'Grüße & "bis" 3 😀\n{to}', attemptId, requestId: "request-1" };
const window = {
  to: message.to,
  createdAfter: new Date("2026-11-24T09:59:55.700Z"),
  createdBefore: new Date("2026-11-24T10:00:50Z"),
};
const sid = "SM0123456789abcdef0123456789abcdef";
const wiring = { publicUrl, clock, connectTimeoutMs: 5_000, timeoutMs: 5_000 };

const httpVariables = (url: string) => ({
  SMS_HTTP_URL: `${url}/v1/messages`,
  SMS_HTTP_HEADERS: '{"Authorization": "Bearer key-1"}',
  SMS_HTTP_FROM: "Punctual",
  SMS_HTTP_BODY:
    '{"to": "{toDigits}", "from": "{from}", "text": "{body}", "reference": "{attemptId}", "report": "{callbackUrl}"}',
  SMS_HTTP_SUCCESS_POINTER: "/messages/0/status",
  SMS_HTTP_SUCCESS_EQUALS: "0",
  SMS_HTTP_ID_POINTER: "/messages/0/message-id",
  SMS_HTTP_ERROR_POINTER: "/messages/0/status",
  SMS_HTTP_ERROR_CLASSES: '{"1": "transient", "4": "account", "29": "opted_out"}',
  SMS_HTTP_SIGNING_SECRET: "a secret of requests",
  SMS_HTTP_LIST_URL: `${url}/v1/messages?to={toDigits}&since={createdAfter}`,
  SMS_HTTP_LIST_FIELDS:
    '{"items": "/data", "id": "/id", "to": "/to", "body": "/text", "createdAt": "/created", "status": "/state", "code": "/error"}',
  SMS_HTTP_STATUS_URL: `${url}/v1/messages/{id}`,
  SMS_HTTP_STATUS_FIELDS: '{"status": "/state", "code": "/error"}',
  SMS_HTTP_CALLBACK_SECRET: "a secret of reports",
  SMS_HTTP_CALLBACK_FIELDS: '{"id": "/id", "attempt": "/reference", "status": "/state", "code": "/error"}',
  SMS_HTTP_INBOUND_FIELDS: '{"id": "/id", "from": "/from", "to": "/to", "body": "/text"}',
});

const providers = {
  twilio: (url: string) =>
    createTwilioProvider({
      accountSid: "AC00000000000000000000000000000000",
      authToken: "token",
      fromNumber: "+15005550006",
      whatsAppFrom: "+15005550006",
      apiBaseUrl: url,
      ...wiring,
    }),
  http: (url: string) =>
    createHttpSmsProvider({ settings: readHttpSmsSettings(httpVariables(url)), ...wiring }),
};

let server: RawHttpServer | undefined;
afterEach(() => server?.close());

/** What a call made of the kept answer, after it has sent exactly the kept request. */
async function call<Result>(
  provider: keyof typeof providers,
  { request, answer }: { request: string; answer: string },
  act: (provider: SmsProvider) => Promise<Result>,
): Promise<Result> {
  server = await RawHttpServer.listen(readWire(`${provider}-${answer}`));
  const result = await act(providers[provider](server.url));
  expect(server.requests).toEqual([readWire(`${provider}-${request}`)]);
  return result;
}

const send = (provider: SmsProvider) => provider.send(message);

describe("Twilio's wire, byte by byte", () => {
  const exchange = (request: string, answer: string) => ({ request, answer });

  it("a text goes out and is accepted", async () => {
    expect(await call("twilio", exchange("send", "accepted"), send)).toEqual({
      kind: "accepted",
      providerMessageId: sid,
      segments: 2,
    });
  });

  it("a WhatsApp message goes out as its template", async () => {
    const whatsApp = { contentSid: `HX${"a".repeat(32)}`, variables: { "1": "Ada", "2": "3 pm & later" } };
    const outcome = await call("twilio", exchange("send-whatsapp", "accepted"), (provider) =>
      provider.send({ ...message, whatsApp }),
    );
    expect(outcome).toMatchObject({ kind: "accepted" });
  });

  it.each([
    ["refused-number", { refusal: "permanent", code: "21211", httpStatus: 400 }],
    ["refused-rate", { refusal: "transient", code: "20429", httpStatus: 429, retryAfterSeconds: 3 }],
    ["refused-account", { refusal: "account", code: "20003", httpStatus: 401 }],
  ])("the answer %s is a refusal", async (answer, refusal) => {
    expect(await call("twilio", exchange("send", answer), send)).toEqual({ kind: "refused", ...refusal });
  });

  it("a gateway's answer leaves the outcome unknown", async () => {
    expect(await call("twilio", exchange("send", "gateway"), send)).toEqual({
      kind: "unknown",
      reason: "gateway_error",
    });
  });

  it("texts are listed and one is described", async () => {
    const found = await call("twilio", exchange("list", "listed"), (provider) => provider.findSent(window));
    expect(found).toEqual([
      {
        providerMessageId: sid,
        to: message.to,
        body: message.body,
        createdAt: now,
        status: "undelivered",
        errorCode: "30003",
      },
    ]);
    await server?.close();
    const status = await call("twilio", exchange("fetch", "fetched"), (provider) =>
      provider.fetchStatus(sid),
    );
    expect(status).toEqual({ status: "delivered", errorCode: undefined });
  });

  it("a status callback and a reply are read, once their signature holds", () => {
    const readForm = (name: string) => {
      const { url, headers, body } = requestOf(readWire(name));
      const params = Object.fromEntries(new URLSearchParams(body.toString()));
      const signature = headers.get("x-twilio-signature");
      expect(verifyTwilioSignature("token", url.href, params, signature)).toBe(true);
      expect(verifyTwilioSignature("other", url.href, params, signature)).toBe(false);
      return { params, url };
    };
    const status = readForm("twilio-status-callback");
    expect(parseStatusCallback(status.params, status.url.searchParams)).toEqual({
      attemptId,
      providerMessageId: sid,
      status: "undelivered",
      errorCode: "30003",
    });
    expect(parseInboundText(readForm("twilio-reply").params)).toEqual({
      providerMessageId: "SMfedcba9876543210fedcba9876543210",
      from: "+14155550101",
      to: "+15005550006",
      body: "Stop & thanks 😀",
    });
  });
});

describe("the wire of a provider that settings describe, byte by byte", () => {
  const exchange = (request: string, answer: string) => ({ request, answer });

  it("a text goes out signed and is accepted", async () => {
    expect(await call("http", exchange("send", "accepted"), send)).toEqual({
      kind: "accepted",
      providerMessageId: "0A0000000123ABCD1",
    });
  });

  it.each([
    ["refused-rate", { refusal: "transient", code: "http_1", httpStatus: 429, retryAfterSeconds: 3 }],
    ["refused-in-a-200", { refusal: "account", code: "http_4", httpStatus: 200 }],
    ["refused-opted-out", { refusal: "permanent", code: "recipient_opted_out", httpStatus: 200 }],
    ["refused-without-a-code", { refusal: "account", code: "http_status_403", httpStatus: 403 }],
    ["moved", { refusal: "account", code: "http_moved", httpStatus: 308 }],
  ])("the answer %s is a refusal", async (answer, refusal) => {
    expect(await call("http", exchange("send", answer), send)).toEqual({ kind: "refused", ...refusal });
  });

  it.each(["gateway", "gateway-in-json", "accepted-without-an-id", "see-other"])(
    "the answer %s leaves the outcome unknown, and no redirect is followed",
    async (answer) => {
      expect(await call("http", exchange("send", answer), send)).toEqual({
        kind: "unknown",
        reason: "gateway_error",
      });
    },
  );

  it("texts are listed and one is described", async () => {
    const found = await call("http", exchange("list", "listed"), (provider) => provider.findSent(window));
    expect(found).toEqual([
      {
        providerMessageId: "0A0000000123ABCD1",
        to: message.to,
        body: message.body,
        createdAt: now,
        status: "undelivered",
        errorCode: "http_12",
      },
    ]);
    await server?.close();
    const status = await call("http", exchange("fetch", "fetched"), (provider) =>
      provider.fetchStatus("0A0000000123ABCD1"),
    );
    expect(status).toEqual({ status: "delivered", errorCode: undefined });
  });

  it("a status report and a reply are read, once their signature holds and as long as it is fresh", () => {
    const settings = readHttpSmsSettings(httpVariables("https://sms.example.com"));
    const read = (name: string, secondsLater = 0) => {
      const request = requestOf(readWire(name));
      const signed = readSignedBody(settings, request, new Date(now.getTime() + secondsLater * 1000));
      return signed && { value: signed.value, query: request.url.searchParams };
    };
    const report = read("http-status-report");
    expect(report && parseHttpSmsStatus(settings, report.value, report.query)).toEqual({
      attemptId,
      providerMessageId: "0A0000000123ABCD1",
      status: "undelivered",
      errorCode: "http_12",
    });
    expect(parseHttpSmsReply(settings, read("http-reply")?.value)).toEqual({
      providerMessageId: "in-77",
      from: "+14155550101",
      to: "Punctual",
      body: "Stop & thanks 😀",
    });
    expect(read("http-status-report", 301)).toBeNull();
  });
});
