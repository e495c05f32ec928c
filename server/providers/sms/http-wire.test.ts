import { afterEach, expect, it } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { createHttpSmsProvider } from "./http";
import { readHttpSmsSettings } from "./testing/http-sms-sandbox";
import { RawHttpServer } from "./testing/raw-http-server";

const message = { to: "+14155550101", body: "a&b=c", attemptId: "attempt-1", requestId: "request-1" };
let server: RawHttpServer | undefined;
afterEach(() => server?.close());

function createProvider(url: string, variables: Record<string, string> = {}) {
  const settings = readHttpSmsSettings({
    SMS_HTTP_URL: `${url}/send`,
    SMS_HTTP_FROM: "Punctual",
    SMS_HTTP_BODY: '{"to": "{to}", "text": "{body}"}',
    SMS_HTTP_ID_POINTER: "/id",
    ...variables,
  });
  return createHttpSmsProvider({
    settings,
    publicUrl: "http://127.0.0.1:9",
    connectTimeoutMs: 2_000,
    timeoutMs: 2_000,
    clock: systemClock,
  });
}

const answer = (body: string) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

it("a form is encoded as one, by PUT where the settings say so", async () => {
  server = await RawHttpServer.listen(answer('{"id": 7}'));
  const provider = createProvider(server.url, {
    SMS_HTTP_METHOD: "PUT",
    SMS_HTTP_BODY_TYPE: "form",
    SMS_HTTP_BODY: "to={toDigits}&text={body}",
  });
  expect(await provider.send(message)).toEqual({ kind: "accepted", providerMessageId: "7" });
  expect(server.requests[0]).toMatch(/^PUT \/send HTTP/);
  expect(server.requests[0]).toContain("content-type: application/x-www-form-urlencoded; charset=utf-8\r\n");
  expect(server.requests[0]).toMatch(/\r\n\r\nto=14155550101&text=a%26b%3Dc$/);
});

it("an answer larger than any provider's leaves the outcome unknown", async () => {
  server = await RawHttpServer.listen(answer(`{"id": "1", "more": "${"x".repeat(300_000)}"}`));
  expect(await createProvider(server.url).send(message)).toEqual({
    kind: "unknown",
    reason: "connection_broken",
  });
});

it("where nobody listens nothing was sent, so it may be tried again", async () => {
  expect(await createProvider("http://127.0.0.1:1").send(message)).toEqual({
    kind: "refused",
    refusal: "transient",
    code: "connect_failed",
  });
});

it("the next page of a list is asked for at the same place only, since our key goes along", async () => {
  const page = '{"items": [], "next": "http://localhost:9/steal"}';
  server = await RawHttpServer.listen(answer(page));
  const provider = createProvider(server.url, {
    SMS_HTTP_LIST_URL: `${server.url}/list?to={to}`,
    SMS_HTTP_LIST_FIELDS:
      '{"items": "/items", "next": "/next", "id": "/id", "to": "/to", "body": "/text", "createdAt": "/at", "status": "/state"}',
  });
  const window = { createdAfter: new Date(0), createdBefore: new Date(1) };
  await expect(provider.findSent({ to: message.to, ...window })).rejects.toMatchObject({
    code: "unreadable",
  });
  expect(server.requests).toHaveLength(1);
});

it.each([
  ["no list", "{}", "unreadable"],
  ["a text without an id", '{"items": [{"to": "+1", "at": 1795514400}]}', "unreadable"],
  ["a time that is none", '{"items": [{"id": "1", "to": "+1", "at": "today"}]}', "unreadable"],
])("%s where the settings point is a look-up that failed", async (_, body, code) => {
  server = await RawHttpServer.listen(answer(body));
  const provider = createProvider(server.url, {
    SMS_HTTP_LIST_URL: `${server.url}/list?to={to}`,
    SMS_HTTP_LIST_FIELDS:
      '{"items": "/items", "id": "/id", "to": "/to", "body": "/text", "createdAt": "/at", "status": "/state"}',
  });
  const window = { createdAfter: new Date(0), createdBefore: new Date(1) };
  await expect(provider.findSent({ to: message.to, ...window })).rejects.toMatchObject({ code });
});
