import { afterEach, beforeEach, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { authToken, SandboxClient, sender, startSandbox } from "../testing/sandbox-client";
import { WebhookListener } from "../testing/webhook-listener";
import { signWebhook } from "./sign-webhook";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;
let listener: WebhookListener;

beforeEach(async () => {
  listener = await WebhookListener.listen();
  sandbox = await startSandbox({ publicUrl: listener.url, localUrl: listener.url });
  client = new SandboxClient(sandbox.url);
});
afterEach(async () => {
  await sandbox.stop();
  await listener.close();
});

it("a reply reaches the product's webhook, signed, and isn't among what the phone received", async () => {
  const response = await client.post("/sms/inbound", { from: phone, to: sender, body: "I'm late" });
  const { sid, webhook } = await response.json();
  expect([response.status, webhook]).toEqual([201, { httpStatus: 204 }]);
  const [call] = listener.received;
  expect(call?.path).toBe("/api/webhooks/twilio/inbound");
  expect(call?.parameters).toMatchObject({ MessageSid: sid, From: phone, To: sender, Body: "I'm late" });
  const url = `${listener.url}/api/webhooks/twilio/inbound`;
  expect(call?.signature).toBe(signWebhook(authToken, url, call?.parameters ?? {}));
  expect(await client.get(`/sms/messages?to=${phone}`)).toEqual([]);
});

it("the phone receives what the webhook's TwiML answers", async () => {
  listener.twiml =
    '<?xml version="1.0"?><Response><Message>Tom &amp; Jerry&#33;</Message><Message to="x"><Body> Two </Body></Message></Response>';
  await client.post("/sms/inbound", { from: phone, to: sender, body: "HELP" });
  expect(await client.get("/sms/messages")).toMatchObject([
    { to: phone, from: sender, body: "Tom & Jerry!", status: "delivered" },
    { to: phone, body: "Two" },
  ]);
});

it.each(["STOP", " stop ", "Unsubscribe", "CANCEL", "OptOut"])(
  "after %j the number answers 21610 until START, from this sender only",
  async (keyword) => {
    await client.post("/sms/inbound", { from: phone, to: sender, body: keyword });
    expect(await (await client.send({ To: phone })).json()).toMatchObject({ code: 21610 });
    expect((await client.send({ To: phone, From: "+15005550099" })).status).toBe(201);
    expect((await client.send({ To: "+14155550202" })).status).toBe(201);
    await client.post("/sms/inbound", { from: phone, to: sender, body: "start" });
    expect((await client.send({ To: phone })).status).toBe(201);
  },
);

it("a sentence with a keyword in it changes nothing", async () => {
  await client.post("/sms/inbound", { from: phone, to: sender, body: "please stop by at 3" });
  expect((await client.send({ To: phone })).status).toBe(201);
});

it("a reply without a recipient goes to whoever texted the phone last", async () => {
  expect((await client.post("/sms/inbound", { from: phone, body: "Hi" })).status).toBe(400);
  await client.send({ To: phone, From: "+15005550099" });
  await client.post("/sms/inbound", { from: phone, body: "Hi" });
  expect(listener.received.at(-1)?.parameters.To).toBe("+15005550099");
});

it("a reply that the product didn't take is brought again", async () => {
  listener.statuses.push(503, 503);
  const response = await client.post("/sms/inbound", { from: phone, to: sender, body: "Hi" });
  expect(await response.json()).toMatchObject({ webhook: null });
  await expect.poll(() => listener.received.length).toBe(3);
  expect(new Set(listener.received.map(({ parameters }) => parameters.MessageSid)).size).toBe(1);
});
