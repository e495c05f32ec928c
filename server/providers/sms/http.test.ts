import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "@/sandbox/sandbox";
import { WebhookListener } from "@/sandbox/testing/webhook-listener";
import { systemClock } from "@/server/platform/clock";
import { createHttpSmsProvider, type HttpSmsOptions } from "./http";
import { parseHttpSmsReply, parseHttpSmsStatus, readSignedBody } from "./http-sms-callback";
import { httpSmsVariables, readHttpSmsSettings, startHttpSmsSandbox } from "./testing/http-sms-sandbox";

const message = { to: "+14155550101", body: "See you at 3", attemptId: "attempt-1", requestId: "request-1" };
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startHttpSmsSandbox();
});
afterEach(() => sandbox.stop());

const settingsWith = (variables: Record<string, string> = {}) =>
  readHttpSmsSettings({ ...httpSmsVariables(sandbox.url), ...variables });

function createProvider(options: Partial<HttpSmsOptions> = {}) {
  return createHttpSmsProvider({
    settings: settingsWith(),
    publicUrl: "http://127.0.0.1:9",
    connectTimeoutMs: 5_000,
    timeoutMs: 5_000,
    clock: systemClock,
    ...options,
  });
}

const post = async (path: string, body: unknown) => {
  const response = await fetch(`${sandbox.url}${path}`, { method: "POST", body: JSON.stringify(body) });
  expect(response.ok, await response.text()).toBe(true);
};
const get = async (path: string) => (await fetch(`${sandbox.url}${path}`)).json();
const received = (): Promise<{ sid: string; body: string }[]> =>
  get(`/sms/messages?to=${encodeURIComponent(message.to)}`);
const window = () => ({
  to: message.to,
  createdAfter: new Date(Date.now() - 60_000),
  createdBefore: new Date(Date.now() + 60_000),
});

describe("against the sandbox", () => {
  it("an accepted text is on the phone under the id that send returned, and says by whom it came", async () => {
    const outcome = await createProvider().send(message);
    const texts = await received();
    expect(texts).toMatchObject([{ body: "See you at 3", provider: "http", from: "+12025550101" }]);
    expect(outcome).toEqual({ kind: "accepted", providerMessageId: texts[0]?.sid });
    expect(await get("/sms/requests")).toMatchObject([
      { provider: "http", httpStatus: 202, body: message.body },
    ]);
  });

  it.each(['"},"to":"+1', "line\nline", "naïve 😀 \\ {to}", "\u2028"])(
    "the text %j arrives as it is",
    async (body) => {
      await createProvider().send({ ...message, body });
      expect(await received()).toMatchObject([{ body }]);
    },
  );

  it("status reports that follow are signed as verified, and lead back to the attempt", async () => {
    const listener = await WebhookListener.listen();
    try {
      await post("/sms/faults", { count: 1, finalStatus: "undelivered", errorCode: 30005 });
      const outcome = await createProvider({ publicUrl: listener.url }).send(message);
      await sandbox.whenQuiet();
      const settings = settingsWith();
      const reports = listener.received.map(({ path, headers, body }) => {
        const report = readSignedBody(settings, { headers, body }, new Date());
        expect(report).not.toBeNull();
        return parseHttpSmsStatus(settings, report?.value, new URL(path, listener.url).searchParams);
      });
      const providerMessageId = outcome.kind === "accepted" && outcome.providerMessageId;
      expect(reports).toEqual([
        { attemptId: "attempt-1", providerMessageId, status: "sent" },
        { attemptId: "attempt-1", providerMessageId, status: "undelivered", errorCode: "http_30005" },
      ]);
    } finally {
      await listener.close();
    }
  });

  it("a reply comes back by the provider that the phone was texted by", async () => {
    const listener = await WebhookListener.listen();
    const own = await startHttpSmsSandbox({ publicUrl: listener.url, localUrl: listener.url });
    try {
      const settings = readHttpSmsSettings(httpSmsVariables(own.url));
      await createProvider({ settings }).send(message);
      await fetch(`${own.url}/sms/inbound`, {
        method: "POST",
        body: JSON.stringify({ from: message.to, body: "STOP" }),
      });
      await own.whenQuiet();
      const reply = listener.received.find(({ path }) => path === "/api/webhooks/http-sms/inbound");
      const read = reply && readSignedBody(settings, reply, new Date());
      expect(parseHttpSmsReply(settings, read?.value)).toMatchObject({
        from: message.to,
        to: "+12025550101",
        body: "STOP",
      });
      expect(await createProvider({ settings }).send(message)).toMatchObject({
        refusal: "permanent",
        code: "recipient_opted_out",
      });
    } finally {
      await own.stop();
      await listener.close();
    }
  });

  it("WhatsApp isn't served: nothing leaves, and the refusal says so", async () => {
    const provider = createProvider();
    const whatsApp = { contentSid: `HX${"a".repeat(32)}`, variables: {} };
    expect(provider.senderIds.whatsapp).toBeNull();
    expect(await provider.send({ ...message, whatsApp })).toEqual({
      kind: "refused",
      refusal: "permanent",
      code: "whatsapp_not_served",
    });
    expect(await get("/sms/requests")).toEqual([]);
  });

  it.each([
    [{ httpStatus: 503 }, { refusal: "transient", code: "http_20503", httpStatus: 503 }],
    [
      { httpStatus: 429, retryAfterSeconds: 7 },
      { refusal: "transient", code: "http_20429", httpStatus: 429, retryAfterSeconds: 7 },
    ],
    [{ code: 21211 }, { refusal: "permanent", code: "http_21211", httpStatus: 400 }],
    [{ code: 21610 }, { refusal: "permanent", code: "recipient_opted_out", httpStatus: 400 }],
    [{ code: 21606 }, { refusal: "account", code: "http_21606", httpStatus: 400 }],
    [{ code: 90001 }, { refusal: "permanent", code: "http_90001", httpStatus: 400 }],
  ])("the fault %j is a refusal in the provider's own words", async (fault, refusal) => {
    await post("/sms/faults", { count: 1, ...fault });
    const provider = createProvider();
    expect(await provider.send(message)).toEqual({ kind: "refused", ...refusal });
    expect(await received()).toEqual([]);
    expect(await provider.send(message)).toMatchObject({ kind: "accepted" });
  });

  it("a fault of one provider leaves the other alone", async () => {
    await post("/sms/faults", { count: 1, provider: "twilio", httpStatus: 503 });
    expect(await createProvider().send(message)).toMatchObject({ kind: "accepted" });
    await post("/sms/account", { code: 20003 });
    expect(await createProvider().send(message)).toMatchObject({ kind: "accepted" });
  });

  it.each([
    [{ httpStatus: 502, gateway: true, accepted: true }, "gateway_error", 5_000],
    [{ httpStatus: 200, gateway: true, accepted: true }, "gateway_error", 5_000],
    [{ dropResponse: true }, "connection_broken", 5_000],
    [{ latencyMs: 60_000 }, "timeout", 200],
  ])(
    "after %j the outcome is unknown, and the look-up finds what was accepted",
    async (fault, reason, timeoutMs) => {
      await post("/sms/faults", { count: 1, ...fault });
      expect(await createProvider({ timeoutMs }).send(message)).toEqual({ kind: "unknown", reason });
      const [text] = await received();
      expect(await createProvider().findSent(window())).toMatchObject([
        { providerMessageId: text?.sid, body: message.body, to: message.to },
      ]);
    },
  );

  it("without a list nothing is found, and without a status address nothing is known", async () => {
    const settings = { ...settingsWith(), list: null, status: null };
    const provider = createProvider({ settings });
    const outcome = await provider.send(message);
    expect(await provider.findSent(window())).toEqual([]);
    expect(
      await provider.fetchStatus(outcome.kind === "accepted" ? outcome.providerMessageId : ""),
    ).toBeNull();
  });

  it("the list is read on over pages, newest first, and only this recipient's", async () => {
    const provider = createProvider();
    await provider.send({ ...message, to: "+14155550999" });
    for (let number = 1; number <= 60; number += 1)
      await provider.send({ ...message, body: `text ${number}` });
    const found = await provider.findSent(window());
    expect(found.map(({ body }) => body).sort()).toEqual(
      Array.from({ length: 60 }, (_, index) => `text ${index + 1}`).sort(),
    );
    const { createdAfter } = window();
    expect(await provider.findSent({ ...window(), createdBefore: createdAfter })).toEqual([]);
  });

  it("the list of one provider doesn't show the texts of the other", async () => {
    await createProvider().send(message);
    const list = await fetch(`${sandbox.url}/2010-04-01/Accounts/AC${"0".repeat(32)}/Messages.json`, {
      headers: { authorization: `Basic ${btoa(`AC${"0".repeat(32)}:secret`)}` },
    });
    expect(await list.json()).toMatchObject({ messages: [] });
  });

  it("the status of a failed delivery comes with its code", async () => {
    await post("/sms/faults", { count: 1, finalStatus: "undelivered", errorCode: 30005 });
    const provider = createProvider();
    const outcome = await provider.send(message);
    const id = outcome.kind === "accepted" ? outcome.providerMessageId : "";
    await expect
      .poll(() => provider.fetchStatus(id))
      .toEqual({ status: "undelivered", errorCode: "http_30005" });
    expect(await provider.fetchStatus(`HS${"f".repeat(32)}`)).toBeNull();
  });
});

describe("the account", () => {
  it("is asked at the check's address", async () => {
    const provider = createProvider();
    expect(await provider.checkAccount()).toEqual({ kind: "passed" });
    await post("/sms/account", { provider: "http", code: 20003 });
    expect(await provider.checkAccount()).toEqual({ kind: "refused", code: "http_20003" });
    expect(await provider.send(message)).toMatchObject({ refusal: "account", code: "http_20003" });
    await post("/sms/account", { provider: "http", code: 30002, check: "suspended" });
    expect(await provider.checkAccount()).toEqual({ kind: "refused", code: "http_30002" });
    await post("/sms/account", { provider: "http", code: null });
    expect(await provider.checkAccount()).toEqual({ kind: "passed" });
  });

  it("refuses a key that isn't its own, and a signature by another secret", async () => {
    const wrongKey = settingsWith({ SMS_HTTP_HEADERS: '{"Authorization": "Bearer another"}' });
    expect(await createProvider({ settings: wrongKey }).send(message)).toMatchObject({ refusal: "account" });
    const wrongSecret = settingsWith({ SMS_HTTP_SIGNING_SECRET: "another secret, long enough" });
    const provider = createProvider({ settings: wrongSecret });
    expect(await provider.send(message)).toMatchObject({ refusal: "account", code: "http_20003" });
    await expect(provider.findSent(window())).rejects.toMatchObject({
      refusal: "account",
      code: "http_20003",
    });
    expect(await received()).toEqual([]);
  });

  it("isn't known where the settings name no check, or nobody answers", async () => {
    const unchecked = createProvider({ settings: { ...settingsWith(), checkUrl: null } });
    expect(await unchecked.checkAccount()).toEqual({ kind: "unknown", code: "account_not_checkable" });
    const silent = createProvider({ settings: settingsWith({ SMS_HTTP_CHECK_URL: "http://127.0.0.1:1" }) });
    expect(await silent.checkAccount()).toEqual({ kind: "unanswered", code: "connect_failed" });
  });
});

it("the sender's name is the same for one number of one account, and tells nobody the number", async () => {
  const name = createProvider().senderIds.sms;
  expect(name).toMatch(/^http:[0-9a-f]{12}$/);
  expect(createProvider().senderIds.sms).toBe(name);
  const other = createProvider({ settings: settingsWith({ SMS_HTTP_FROM: "+12025550102" }) });
  expect(other.senderIds.sms).not.toBe(name);
});
