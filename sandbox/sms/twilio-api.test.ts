import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "@/server/platform/clock";
import type { Sandbox } from "../sandbox";
import { accountSid, SandboxClient, sender, startSandbox } from "../testing/sandbox-client";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock(new Date("2026-11-24T10:00:00.000Z"));
  sandbox = await startSandbox({ clock });
  client = new SandboxClient(sandbox.url);
});
afterEach(() => sandbox.stop());

describe("sending", () => {
  it("answers 201 with the resource in Twilio's shape, and the phone has the text", async () => {
    const response = await client.send({ To: phone, Body: "Grüße" });
    expect(response.status).toBe(201);
    const resource = await response.json();
    expect(resource).toEqual({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      account_sid: accountSid,
      api_version: "2010-04-01",
      messaging_service_sid: null,
      direction: "outbound-api",
      to: phone,
      from: sender,
      body: "Grüße",
      num_segments: "1",
      num_media: "0",
      status: "queued",
      error_code: null,
      error_message: null,
      price: null,
      price_unit: "USD",
      date_created: "Tue, 24 Nov 2026 10:00:00 +0000",
      date_updated: "Tue, 24 Nov 2026 10:00:00 +0000",
      date_sent: null,
      uri: `/2010-04-01/Accounts/${accountSid}/Messages/${resource.sid}.json`,
      subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${resource.sid}/Media.json` },
    });
    expect(await client.get("/sms/messages?to=%2B14155550101")).toMatchObject([
      { sid: resource.sid, to: phone, from: sender, body: "Grüße", createdAt: "2026-11-24T10:00:00.000Z" },
    ]);
  });

  it("by a messaging service is accepted first, and sent from the service's number", async () => {
    const form = { From: "", MessagingServiceSid: `MG${"a".repeat(32)}`, To: phone };
    const resource = await (await client.send(form)).json();
    expect(resource).toMatchObject({
      status: "accepted",
      from: null,
      messaging_service_sid: form.MessagingServiceSid,
    });
    expect(await client.get("/sms/messages")).toMatchObject([{ from: sender }]);
  });

  it.each([
    ["no recipient", { To: "" }, 21604],
    ["no sender", { From: "" }, 21603],
    ["a recipient that is no number", { To: "12" }, 21211],
    ["a sender that is no number", { From: "+1" }, 21212],
    ["a service that isn't one", { From: "", MessagingServiceSid: "MG1" }, 21701],
    ["no body", { Body: "" }, 21602],
    ["1601 characters", { Body: "x".repeat(1601) }, 21617],
    ["a callback that is no URL", { StatusCallback: "soon" }, 21609],
    ["a callback whose host has an underscore", { StatusCallback: "http://a_b.example/x" }, 21609],
    ["the sender as recipient", { To: sender }, 21266],
    ["an option the sandbox doesn't imitate", { SendAt: "2026-12-01T00:00:00Z" }, 20001],
    ["magic number 1", { To: "+15005550001" }, 21211],
    ["magic number 2", { To: "+15005550002" }, 21612],
    ["magic number 3", { To: "+15005550003" }, 21408],
    ["magic number 4", { To: "+15005550004" }, 21610],
    ["magic number 9", { To: "+15005550009" }, 21614],
    ["a sender of another account", { From: "+15005550007" }, 21606],
  ])("%s is refused with its code, and no phone has anything", async (_, form, code) => {
    const response = await client.send({ To: phone, ...form });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code,
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
    expect(await client.get("/sms/messages")).toEqual([]);
    expect(await client.get("/sms/requests")).toMatchObject([{ httpStatus: 400, code }]);
  });

  it("1600 characters are accepted, in as many segments as GSM-7 takes", async () => {
    const resource = await (await client.send({ To: phone, Body: "x".repeat(1600) })).json();
    expect(resource).toMatchObject({ num_segments: "11" });
  });

  it.each([
    ["another token", `${accountSid}:wrong`],
    ["another account", "AC1:sandbox-secret"],
    ["nothing", ""],
  ])("with %s as credentials is refused with 20003", async (_, credentials) => {
    const response = await client.twilio(
      "POST",
      "/Messages.json",
      { To: phone, From: sender, Body: "x" },
      credentials,
    );
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 20003, status: 401 });
    expect(await client.get("/sms/requests")).toMatchObject([{ to: phone, httpStatus: 401, code: 20003 }]);
  });
});

describe("reading", () => {
  it("one text shows how far it has come", async () => {
    const { sid } = await (await client.send({ To: phone })).json();
    const read = async () => (await client.twilio("GET", `/Messages/${sid}.json`)).json();
    await expect
      .poll(read)
      .toMatchObject({ status: "delivered", date_sent: "Tue, 24 Nov 2026 10:00:00 +0000" });
    const unknown = await client.twilio("GET", `/Messages/SM${"0".repeat(32)}.json`);
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, 20404]);
  });

  it("the list is newest first, filtered by recipient, and paged by its next_page_uri", async () => {
    for (const number of [1, 2, 3]) await client.send({ To: phone, Body: `text ${number}` });
    await client.send({ To: "+14155550202" });
    const first = await (await client.twilio("GET", "/Messages.json?To=%2B14155550101&PageSize=2")).json();
    expect(first.messages.map((message: { body: string }) => message.body)).toEqual(["text 3", "text 2"]);
    await client.send({ To: phone, Body: "text 4" });
    const second = await (
      await fetch(`${sandbox.url}${first.next_page_uri}`, {
        headers: { authorization: `Basic ${btoa(`${accountSid}:sandbox-secret`)}` },
      })
    ).json();
    expect(second.messages.map((message: { body: string }) => message.body)).toEqual(["text 1"]);
    expect(second.next_page_uri).toBeNull();
  });

  it("the list takes a day, a start and an end of sending", async () => {
    await client.send({ To: phone, Body: "first day" });
    clock.set(new Date("2026-11-25T08:00:00.000Z"));
    await client.send({ To: phone, Body: "second day" });
    const bodies = async (query: string) => {
      const { messages } = await (await client.twilio("GET", `/Messages.json?${query}`)).json();
      return messages.map((message: { body: string }) => message.body);
    };
    await expect.poll(() => bodies("DateSent=2026-11-24")).toEqual(["first day"]);
    await expect.poll(() => bodies("DateSent%3E=2026-11-25")).toEqual(["second day"]);
    expect(await bodies("DateSent%3C=2026-11-25T07:00:00Z")).toEqual(["first day"]);
    expect((await client.twilio("GET", "/Messages.json?DateSent=soon")).status).toBe(400);
  });

  it("the account answers, and other resources are 404 in Twilio's words", async () => {
    const account = await fetch(`${sandbox.url}/2010-04-01/Accounts/${accountSid}.json`, {
      headers: { authorization: `Basic ${btoa(`${accountSid}:sandbox-secret`)}` },
    });
    expect(await account.json()).toMatchObject({ sid: accountSid, status: "active" });
    expect((await fetch(`${sandbox.url}/2010-04-01/Accounts/${accountSid}.json`)).status).toBe(401);
    const calls = await client.twilio("GET", "/Calls.json");
    expect([calls.status, (await calls.json()).code]).toEqual([404, 20404]);
  });
});

describe("changing", () => {
  it("redacting empties the resource and not the phone", async () => {
    const { sid } = await (await client.send({ To: phone, Body: "secret" })).json();
    const redacted = await client.twilio("POST", `/Messages/${sid}.json`, { Body: "" });
    expect(await redacted.json()).toMatchObject({ body: "" });
    expect(await client.get("/sms/messages")).toMatchObject([{ body: "secret" }]);
    expect((await client.twilio("POST", `/Messages/${sid}.json`, { Body: "other" })).status).toBe(400);
  });

  it("a text that is still queued can be cancelled, a delivered one not", async () => {
    await client.post("/sms/faults", { count: 1, finalStatus: "queued" });
    const { sid: queued } = await (await client.send({ To: phone })).json();
    const cancelled = await client.twilio("POST", `/Messages/${queued}.json`, { Status: "canceled" });
    expect(await cancelled.json()).toMatchObject({ status: "canceled" });

    const { sid: other } = await (await client.send({ To: phone })).json();
    await expect
      .poll(async () => (await client.twilio("GET", `/Messages/${other}.json`)).json())
      .toMatchObject({ status: "delivered" });
    const refused = await client.twilio("POST", `/Messages/${other}.json`, { Status: "canceled" });
    expect([refused.status, (await refused.json()).code]).toEqual([400, 30409]);
  });
});
