import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { httpSms, SandboxClient, startSandbox } from "../testing/sandbox-client";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new SandboxClient(sandbox.url);
});
afterEach(() => sandbox.stop());

type Options = { key?: string; secret?: string; atSeconds?: number };

function call(method: "GET" | "POST", path: string, value?: unknown, options: Options = {}) {
  const { key = httpSms.apiKey, secret = httpSms.signingSecret, atSeconds = Date.now() / 1000 } = options;
  const body = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  const timestamp = String(Math.floor(atSeconds));
  return fetch(`${client.url}/http-sms${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      "x-timestamp": timestamp,
      "x-signature": createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex"),
    },
    ...(method === "POST" && { body }),
  });
}

const send = (more: Record<string, unknown> = {}, options?: Options) =>
  call("POST", "/messages", { to: phone, from: httpSms.sender, text: "Hello", ...more }, options);

describe("the HTTP provider's API", () => {
  it("accepts a text, which is then on the phone, in the list and on its own", async () => {
    const response = await send({ reference: "ref-1" });
    expect(response.status).toBe(202);
    const { message } = await response.json();
    expect(message).toMatchObject({ reference: "ref-1", to: phone, text: "Hello", status: "pending" });
    await sandbox.whenQuiet();
    expect(await client.get("/sms/messages")).toMatchObject([{ sid: message.id, provider: "http" }]);
    expect(await (await call("GET", `/messages?to=${encodeURIComponent(phone)}`)).json()).toMatchObject({
      messages: [{ id: message.id, status: "delivered" }],
      next: null,
    });
    expect(await (await call("GET", `/messages/${message.id}`)).json()).toMatchObject({ id: message.id });
  });

  it.each<[string, Options]>([
    ["another key", { key: "guess" }],
    ["another signature", { secret: "another secret" }],
    ["an old signature", { atSeconds: Date.now() / 1000 - 400 }],
  ])("refuses %s, on record", async (_, options) => {
    expect((await send({}, options)).status).toBe(401);
    expect((await call("GET", "/account", undefined, options)).status).toBe(401);
    expect(await client.get("/sms/requests")).toMatchObject([{ provider: "http", httpStatus: 401 }]);
    expect(await client.get("/sms/messages")).toEqual([]);
  });

  it.each([
    [{ to: "" }, 21604],
    [{ from: "+15005550006" }, 21606],
    [{ text: "" }, 21602],
    [{ to: "12" }, 21211],
    [{ to: httpSms.sender }, 21266],
    [{ text: "x".repeat(1601) }, 21617],
    [{ callback: "ftp://a.example" }, 21609],
  ])("refuses %j with its code", async (more, code) => {
    const response = await send(more);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it("refuses what is no JSON, and knows no text by another's id", async () => {
    expect((await call("POST", "/messages", "{")).status).toBe(400);
    expect((await call("GET", `/messages/HS${"0".repeat(32)}`)).status).toBe(404);
    expect((await call("GET", "/messages?to=1&since=yesterday")).status).toBe(400);
  });

  it("isn't there where the sandbox has no account for it", async () => {
    await sandbox.stop();
    sandbox = await startSandbox({ httpSms: undefined });
    client = new SandboxClient(sandbox.url);
    expect((await send()).status).toBe(404);
  });
});

it("texts, their provider and faults of one provider are there again after a restart", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "sandbox-http-sms-"));
  const storage = { folder };
  try {
    const first = await startSandbox({ storage });
    client = new SandboxClient(first.url);
    await send();
    await client.post("/sms/account", { provider: "http", code: 20003 });
    await first.stop();
    const again = await startSandbox({ storage });
    client = new SandboxClient(again.url);
    expect(await client.get("/sms/messages")).toMatchObject([{ provider: "http" }]);
    expect(await client.get("/sms/account?provider=http")).toMatchObject({ code: 20003 });
    expect(await client.get("/sms/account")).toEqual({ code: null });
    expect((await send()).status).toBe(401);
    await again.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
