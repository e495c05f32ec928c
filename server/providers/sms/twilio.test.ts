import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Sandbox } from "@/sandbox/sandbox";
import { WebhookListener } from "@/sandbox/testing/webhook-listener";
import { ManualClock, systemClock } from "@/server/platform/clock";
import { createTwilioProvider, type TwilioOptions } from "./twilio";
import { parseStatusCallback } from "./twilio-callback";
import { verifyTwilioSignature } from "./twilio-signature";

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

describe("against the sandbox", () => {
  let sandbox: Sandbox;
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${sandbox.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    expect(response.ok, await response.text()).toBe(true);
  };
  const received = async (): Promise<{ sid: string; body: string }[]> =>
    (await fetch(`${sandbox.url}/sms/messages?to=${encodeURIComponent(message.to)}`)).json();

  beforeEach(async () => {
    sandbox = await Sandbox.start({
      httpPort: 0,
      smtpPort: 0,
      accountSid,
      authToken: "secret",
      storage: "memory",
      retryDelaysMs: [],
    });
  });
  afterEach(() => sandbox.stop());

  it("an accepted text is on the phone under the id that send returned", async () => {
    const outcome = await createProvider({ apiBaseUrl: sandbox.url }).send(message);
    const texts = await received();
    expect(texts).toMatchObject([{ body: "See you at 3" }]);
    expect(outcome).toEqual({ kind: "accepted", providerMessageId: texts[0]?.sid, segments: 1 });
  });

  it("a WhatsApp message goes out as its template with its variables, and is found by its recipient there", async () => {
    const contentSid = `HX${"a".repeat(32)}`;
    const whatsApp = { contentSid, variables: { "1": "Ada", "2": "Tue, 3 Nov" } };
    const provider = createProvider({ apiBaseUrl: sandbox.url, whatsAppFrom: "+15005550006" });
    const outcome = await provider.send({ ...message, whatsApp });
    const texts = await received();
    expect(texts).toMatchObject([
      { channel: "whatsapp", to: message.to, body: `Template ${contentSid}\n{{1}} Ada\n{{2}} Tue, 3 Nov` },
    ]);
    expect(outcome).toMatchObject({ kind: "accepted", providerMessageId: texts[0]?.sid });
    const createdAfter = new Date(Date.now() - 60_000);
    const query = { to: message.to, createdAfter, createdBefore: new Date(Date.now() + 60_000) };
    expect(await provider.findSent({ ...query, isWhatsApp: true })).toMatchObject([
      { to: message.to, providerMessageId: texts[0]?.sid },
    ]);
    expect(await provider.findSent(query)).toEqual([]);
  });

  describe("an account check", () => {
    const check = (authToken = "secret") =>
      createProvider({ apiBaseUrl: sandbox.url, authToken }).checkAccount();

    it("passes while the account takes the credentials and is active, and sends nothing", async () => {
      expect(await check()).toEqual({ kind: "passed" });
      expect(await (await fetch(`${sandbox.url}/sms/requests`)).json()).toEqual([]);
    });

    it("is refused for wrong credentials", async () => {
      expect(await check("wrong")).toEqual({ kind: "refused", code: "20003" });
    });

    it.each([
      ["refused", { kind: "refused", code: "20003" }],
      ["suspended", { kind: "refused", code: "30002" }],
      ["passed", { kind: "passed" }],
    ])("of a faulty account answers as the fault says: %s", async (as, answer) => {
      await post("/sms/account", { code: 20003, check: as });
      expect(await check()).toEqual(answer);
      const provider = createProvider({ apiBaseUrl: sandbox.url });
      expect(await provider.send(message)).toMatchObject({ refusal: "account", code: "20003" });
      await post("/sms/account", { code: null });
      expect(await check()).toEqual({ kind: "passed" });
      expect((await provider.send(message)).kind).toBe("accepted");
    });
  });

  it.each([
    ["an unknown template", { contentSid: "HX1", variables: {} }, "21655"],
    ["a variable that is empty", { contentSid: `HX${"a".repeat(32)}`, variables: { "1": "" } }, "21656"],
  ])("a WhatsApp message with %s is refused for good", async (_, whatsApp, code) => {
    const provider = createProvider({ apiBaseUrl: sandbox.url, whatsAppFrom: "+15005550006" });
    expect(await provider.send({ ...message, whatsApp })).toMatchObject({
      kind: "refused",
      refusal: "permanent",
      code,
    });
    expect(await received()).toEqual([]);
  });

  it("the attempt's id travels in the address of the status callback", async () => {
    await createProvider({ apiBaseUrl: sandbox.url, publicUrl: "http://localhost:3000" }).send(message);
    const requests = await (await fetch(`${sandbox.url}/sms/requests`)).json();
    expect(requests).toMatchObject([
      {
        statusCallback: "http://localhost:3000/api/webhooks/twilio/status?attempt=attempt-1",
        httpStatus: 201,
      },
    ]);
  });

  it("the status callbacks that follow are signed as verified, and lead back to the attempt", async () => {
    const listener = await WebhookListener.listen();
    try {
      const provider = createProvider({ apiBaseUrl: sandbox.url, publicUrl: listener.url });
      const outcome = await provider.send(message);
      await sandbox.whenQuiet();
      const callbacks = listener.received.map(({ path, parameters, signature }) => {
        const url = new URL(path, listener.url);
        expect(verifyTwilioSignature("secret", url.href, parameters, signature)).toBe(true);
        return parseStatusCallback(parameters, url.searchParams);
      });
      const providerMessageId = outcome.kind === "accepted" && outcome.providerMessageId;
      expect(callbacks).toEqual([
        { attemptId: "attempt-1", providerMessageId, status: "sent" },
        { attemptId: "attempt-1", providerMessageId, status: "delivered" },
      ]);
    } finally {
      await listener.close();
    }
  });

  it("a messaging service takes the place of the number", async () => {
    const messagingServiceSid = `MG${"a".repeat(32)}`;
    await createProvider({ apiBaseUrl: sandbox.url, messagingServiceSid }).send(message);
    const requests = await (await fetch(`${sandbox.url}/sms/requests`)).json();
    expect(requests).toMatchObject([{ from: messagingServiceSid }]);
  });

  it("an answer leaves from the number of the service that was texted, else from the one that is configured", async () => {
    const from = "+15005550009";
    const messagingServiceSid = `MG${"a".repeat(32)}`;
    await createProvider({ apiBaseUrl: sandbox.url, messagingServiceSid }).send({ ...message, from });
    await createProvider({ apiBaseUrl: sandbox.url }).send({ ...message, from });
    const requests = await (await fetch(`${sandbox.url}/sms/requests`)).json();
    expect(requests).toMatchObject([{ from }, { from: "+15005550006" }]);
  });

  it("a 503 in the provider's own words is a transient refusal, and the retry is accepted", async () => {
    await post("/sms/faults", { count: 1, httpStatus: 503 });
    const provider = createProvider({ apiBaseUrl: sandbox.url });
    expect(await provider.send(message)).toEqual({
      kind: "refused",
      refusal: "transient",
      code: "20503",
      httpStatus: 503,
    });
    expect(await provider.send(message)).toMatchObject({ kind: "accepted" });
  });

  it("a 429 says how long to wait", async () => {
    await post("/sms/faults", { count: 1, httpStatus: 429, retryAfterSeconds: 7 });
    expect(await createProvider({ apiBaseUrl: sandbox.url }).send(message)).toEqual({
      kind: "refused",
      refusal: "transient",
      code: "20429",
      httpStatus: 429,
      retryAfterSeconds: 7,
    });
  });

  it("a gateway's page leaves the outcome unknown, and the look-up finds what was accepted behind it", async () => {
    await post("/sms/faults", { count: 1, httpStatus: 502, gateway: true, accepted: true });
    const provider = createProvider({ apiBaseUrl: sandbox.url });
    expect(await provider.send(message)).toEqual({ kind: "unknown", reason: "gateway_error" });
    const [text] = await received();
    const now = Date.now();
    const found = await provider.findSent({
      to: message.to,
      createdAfter: new Date(now - 5_000),
      createdBefore: new Date(now + 5_000),
    });
    expect(found).toMatchObject([{ providerMessageId: text?.sid, body: message.body, to: message.to }]);
  });

  it("a 200 that can't be read leaves the outcome unknown", async () => {
    await post("/sms/faults", { count: 1, httpStatus: 200, gateway: true });
    expect(await createProvider({ apiBaseUrl: sandbox.url }).send(message)).toEqual({
      kind: "unknown",
      reason: "gateway_error",
    });
  });

  it("a broken connection leaves the outcome unknown though the text was accepted", async () => {
    await post("/sms/faults", { count: 1, dropResponse: true });
    expect(await createProvider({ apiBaseUrl: sandbox.url }).send(message)).toEqual({
      kind: "unknown",
      reason: "connection_broken",
    });
    expect(await received()).toHaveLength(1);
  });

  it("an answer that is too late leaves the outcome unknown", async () => {
    await post("/sms/faults", { count: 1, latencyMs: 60_000 });
    expect(await createProvider({ apiBaseUrl: sandbox.url, timeoutMs: 100 }).send(message)).toEqual({
      kind: "unknown",
      reason: "timeout",
    });
  });

  it("a wrong auth token is the account's fault", async () => {
    const provider = createProvider({ apiBaseUrl: sandbox.url, authToken: "wrong" });
    expect(await provider.send(message)).toMatchObject({
      kind: "refused",
      refusal: "account",
      code: "20003",
      httpStatus: 401,
    });
    await expect(provider.fetchStatus(`SM${"0".repeat(32)}`)).rejects.toMatchObject({
      refusal: "account",
      code: "20003",
    });
  });

  it.each([
    ["+15005550001", "permanent", "21211"],
    ["+15005550002", "permanent", "21612"],
    ["+15005550003", "permanent", "21408"],
    ["+15005550004", "permanent", "21610"],
    ["+15005550009", "permanent", "21614"],
  ])("the magic number %s is refused as %s with %s", async (to, refusal, code) => {
    const outcome = await createProvider({ apiBaseUrl: sandbox.url }).send({ ...message, to });
    expect(outcome).toEqual({ kind: "refused", refusal, code, httpStatus: 400 });
  });

  it("the status of a failed delivery comes with its code", async () => {
    await post("/sms/faults", { count: 1, finalStatus: "undelivered", errorCode: 30005 });
    const provider = createProvider({ apiBaseUrl: sandbox.url });
    const outcome = await provider.send(message);
    const sid = outcome.kind === "accepted" ? outcome.providerMessageId : "";
    await expect.poll(() => provider.fetchStatus(sid)).toEqual({ status: "undelivered", errorCode: "30005" });
    expect(await provider.fetchStatus(`SM${"f".repeat(32)}`)).toBeNull();
  });

  it("findSent reads on over pages, newest first, and only this recipient's", async () => {
    const provider = createProvider({ apiBaseUrl: sandbox.url });
    await provider.send({ ...message, to: "+14155550999" });
    for (let number = 1; number <= 120; number += 1)
      await provider.send({ ...message, body: `text ${number}` });
    const found = await provider.findSent({
      to: message.to,
      createdAfter: new Date(Date.now() - 60_000),
      createdBefore: new Date(Date.now() + 60_000),
    });
    expect(found.map((sent) => sent.body)).toEqual(
      Array.from({ length: 120 }, (_, index) => `text ${120 - index}`),
    );
  });
});

describe("findSent's window", () => {
  it("includes a text whose creation the provider rounded down to the window's first second", async () => {
    const clock = new ManualClock(new Date("2026-11-24T10:00:00.700Z"));
    const sandbox = await Sandbox.start({
      httpPort: 0,
      smtpPort: 0,
      accountSid,
      authToken: "secret",
      storage: "memory",
      clock,
    });
    try {
      const provider = createProvider({ apiBaseUrl: sandbox.url });
      await provider.send(message);
      clock.set(new Date("2026-11-24T10:00:05.000Z"));
      await provider.send({ ...message, body: "later" });
      const found = await provider.findSent({
        to: message.to,
        createdAfter: new Date("2026-11-24T10:00:00.600Z"),
        createdBefore: new Date("2026-11-24T10:00:04.000Z"),
      });
      expect(found.map((sent) => [sent.body, sent.createdAt.toISOString()])).toEqual([
        ["See you at 3", "2026-11-24T10:00:00.000Z"],
      ]);
    } finally {
      await sandbox.stop();
    }
  });
});
