import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { LookupError } from "./port";
import { createTwilioProvider, type TwilioOptions } from "./twilio";

const accountSid = `AC${"0".repeat(32)}`;
const message = { to: "+14155550101", body: "See you at 3", attemptId: "attempt-1", requestId: "request-1" };

function createProvider(options: Partial<TwilioOptions> & { apiBaseUrl: string }) {
  return createTwilioProvider({
    accountSid,
    authToken: "secret",
    fromNumber: "+15005550006",
    publicUrl: "http://127.0.0.1:9",
    connectTimeoutMs: 5_000,
    timeoutMs: 5_000,
    clock: systemClock,
    ...options,
  });
}

describe("on the wire", () => {
  let server: Server;
  const requests: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    requests.length = 0;
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = "", url = "", headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it.each([
    ["an account that is closed", 200, '{"status":"closed"}', { kind: "refused", code: "20005" }],
    ["a status nobody knows", 200, '{"status":"dormant"}', { kind: "unanswered", code: "unreadable" }],
    ["no account of that name", 404, '{"code":20404}', { kind: "refused", code: "20404" }],
    ["too many requests", 429, '{"code":20429}', { kind: "unanswered", code: "20429" }],
    ["a gateway's page", 502, "<html>", { kind: "unanswered", code: "gateway_error" }],
  ])("an account check reads %s", async (_, status, body, expected) => {
    answer = (response) => response.writeHead(status).end(body);
    expect(await createProvider({ apiBaseUrl: baseUrl() }).checkAccount()).toEqual(expected);
    expect(requests).toMatchObject([{ method: "GET", url: `/2010-04-01/Accounts/${accountSid}.json` }]);
  });

  it("a text is the form that Twilio documents", async () => {
    answer = (response) =>
      response.writeHead(201).end(JSON.stringify({ sid: `SM${"1".repeat(32)}`, num_segments: "2" }));
    const provider = createProvider({ apiBaseUrl: baseUrl(), publicUrl: "https://book.example.com" });
    const outcome = await provider.send({ ...message, body: "Grüße & bis 3" });
    expect(outcome).toEqual({ kind: "accepted", providerMessageId: `SM${"1".repeat(32)}`, segments: 2 });
    expect(requests).toMatchObject([
      {
        method: "POST",
        url: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
        headers: {
          authorization: `Basic ${btoa(`${accountSid}:secret`)}`,
          "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        },
        body:
          "To=%2B14155550101&Body=Gr%C3%BC%C3%9Fe+%26+bis+3&From=%2B15005550006&StatusCallback=" +
          "https%3A%2F%2Fbook.example.com%2Fapi%2Fwebhooks%2Ftwilio%2Fstatus%3Fattempt%3Dattempt-1",
      },
    ]);
  });

  it("an answer cut off in the middle leaves the outcome unknown", async () => {
    answer = (response) => {
      response.writeHead(201, { "content-length": "500" });
      response.write('{"sid":', () => response.destroy());
    };
    expect(await createProvider({ apiBaseUrl: baseUrl() }).send(message)).toEqual({
      kind: "unknown",
      reason: "connection_broken",
    });
  });

  it("a look-up that isn't answered in the provider's words is a LookupError", async () => {
    answer = (response) => response.writeHead(502).end("<html>");
    const provider = createProvider({ apiBaseUrl: baseUrl() });
    const window = { createdAfter: new Date(0), createdBefore: new Date(1) };
    await expect(provider.findSent({ to: message.to, ...window })).rejects.toBeInstanceOf(LookupError);
    await expect(provider.fetchStatus("SM1")).rejects.toMatchObject({
      refusal: "unknown",
      code: "gateway_error",
    });
  });
});

describe("when nothing was sent", () => {
  it.each([
    ["a port where nobody listens", "http://127.0.0.1:1"],
    ["a name that doesn't exist", "http://nowhere.invalid"],
  ])("%s is a transient refusal", async (_, apiBaseUrl) => {
    expect(await createProvider({ apiBaseUrl }).send(message)).toEqual({
      kind: "refused",
      refusal: "transient",
      code: "connect_failed",
    });
  });

  it("a secure connection that can't be established in time is a transient refusal", async () => {
    const silent = createTcpServer(() => undefined);
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const apiBaseUrl = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const outcome = await createProvider({ apiBaseUrl, connectTimeoutMs: 50 }).send(message);
    silent.close();
    expect(outcome).toEqual({ kind: "refused", refusal: "transient", code: "connect_failed" });
  });
});
