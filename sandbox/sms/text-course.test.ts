import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { accountSid, authToken, SandboxClient, sender, startSandbox } from "../testing/sandbox-client";
import { WebhookListener } from "../testing/webhook-listener";
import { signWebhook } from "./sign-webhook";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;
let listener: WebhookListener;

beforeEach(async () => {
  listener = await WebhookListener.listen();
  sandbox = await startSandbox();
  client = new SandboxClient(sandbox.url);
});
afterEach(async () => {
  await sandbox.stop();
  await listener.close();
});

const callbackUrl = () => `${listener.url}/api/webhooks/twilio/status?attempt=a-1`;
const statuses = () => listener.received.map(({ parameters }) => parameters.MessageStatus);

describe("status callbacks", () => {
  it("tell of sent and then delivered, each signed over its exact address", async () => {
    const { sid } = await (await client.send({ To: phone, StatusCallback: callbackUrl() })).json();
    await expect.poll(statuses).toEqual(["sent", "delivered"]);
    expect(listener.received[1]?.path).toBe("/api/webhooks/twilio/status?attempt=a-1");
    expect(listener.received[1]?.parameters).toEqual({
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: "delivered",
      SmsStatus: "delivered",
      AccountSid: accountSid,
      ApiVersion: "2010-04-01",
      From: sender,
      To: phone,
    });
    for (const { parameters, signature } of listener.received) {
      expect(signature).toBe(signWebhook(authToken, callbackUrl(), parameters));
    }
  });

  it.each([
    ["a failed delivery", { finalStatus: "undelivered", errorCode: 30006 }, ["sent", "undelivered"]],
    ["a failure before sending", { finalStatus: "failed", errorCode: 30007 }, ["failed"]],
    ["a text of which nothing more is heard", { finalStatus: "sent" }, ["sent"]],
    ["duplicates", { callback: "duplicate" }, ["sent", "sent", "delivered", "delivered"]],
    ["the reverse order", { callback: "reorder" }, ["delivered", "sent"]],
  ])("%s is injected by a fault", async (_, fault, expected) => {
    expect((await client.post("/sms/faults", { count: 1, ...fault })).status).toBe(201);
    await client.send({ To: phone, StatusCallback: callbackUrl() });
    await expect.poll(statuses).toEqual(expected);
    const last = listener.received.find(({ parameters }) =>
      /failed|undelivered/.test(parameters.MessageStatus ?? ""),
    );
    expect(last?.parameters.ErrorCode).toBe("errorCode" in fault ? String(fault.errorCode) : undefined);
  });

  it("none are made under that fault, though the text is delivered", async () => {
    await client.post("/sms/faults", { count: 1, callback: "none" });
    await client.send({ To: phone, StatusCallback: callbackUrl() });
    await client.send({ To: phone, StatusCallback: `${listener.url}/next` });
    await expect.poll(statuses).toEqual(["sent", "delivered"]);
    expect(new Set(listener.received.map(({ path }) => path))).toEqual(new Set(["/next"]));
    expect(await client.get("/sms/messages")).toMatchObject([
      { status: "delivered" },
      { status: "delivered" },
    ]);
  });

  it("are tried again while the listener fails, and go on after it has been given up", async () => {
    listener.statuses.push(500, 503);
    await client.send({ To: phone, StatusCallback: callbackUrl() });
    await expect.poll(statuses).toEqual(["sent", "sent", "sent", "delivered"]);
  });

  it("wait for a listener that isn't there yet", async () => {
    const { port } = listener;
    const url = callbackUrl();
    await listener.close();
    await sandbox.stop();
    sandbox = await startSandbox({ retryDelaysMs: Array(500).fill(10) });
    client = new SandboxClient(sandbox.url);
    await client.send({ To: phone, StatusCallback: url });
    listener = await WebhookListener.listen(port);
    await expect.poll(statuses).toEqual(["sent", "delivered"]);
  });

  it("never leave this machine", async () => {
    await client.send({ To: phone, StatusCallback: "http://192.0.2.1/status" });
    await client.send({ To: phone, StatusCallback: "https://example.com/status" });
    await client.send({ To: phone, StatusCallback: callbackUrl() });
    await expect.poll(statuses).toEqual(["sent", "delivered"]);
    expect(await client.get("/sms/messages")).toHaveLength(3);
  });

  it("meant for the product's public address are made on this machine, signed for that address", async () => {
    await sandbox.stop();
    sandbox = await startSandbox({ publicUrl: "https://book.example.com", localUrl: listener.url });
    const url = "https://book.example.com/api/webhooks/twilio/status?attempt=a-2";
    await new SandboxClient(sandbox.url).send({ To: phone, StatusCallback: url });
    await expect.poll(statuses).toEqual(["sent", "delivered"]);
    const [first] = listener.received;
    expect(first?.path).toBe("/api/webhooks/twilio/status?attempt=a-2");
    expect(first?.signature).toBe(signWebhook(authToken, url, first?.parameters ?? {}));
  });
});

describe("after a restart", () => {
  it("unfinished callbacks go on where they stopped", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "sandbox-"));
    try {
      await sandbox.stop();
      listener.statuses.push(204, ...Array(100).fill(503));
      const options = { storage: { folder }, retryDelaysMs: [60_000] };
      sandbox = await startSandbox(options);
      await new SandboxClient(sandbox.url).send({ To: phone, StatusCallback: callbackUrl() });
      await expect.poll(statuses).toEqual(["sent", "delivered"]);
      await sandbox.stop();
      listener.statuses.length = 0;
      sandbox = await startSandbox(options);
      await expect.poll(statuses).toEqual(["sent", "delivered", "delivered"]);
      expect(await new SandboxClient(sandbox.url).get("/sms/messages")).toMatchObject([
        { status: "delivered" },
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
