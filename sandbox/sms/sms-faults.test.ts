import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { SandboxClient, startSandbox } from "../testing/sandbox-client";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new SandboxClient(sandbox.url);
});
afterEach(() => sandbox.stop());

const addFault = async (fault: Record<string, unknown>) => {
  const response = await client.post("/sms/faults", { count: 1, ...fault });
  expect(response.status, await response.text()).toBe(201);
};

describe("a fault", () => {
  it("meets the next `count` send requests and no look-up", async () => {
    await addFault({ count: 2, httpStatus: 503 });
    await client.twilio("GET", "/Messages.json");
    await client.get("/sms/messages");
    const statuses: number[] = [];
    for (let sends = 0; sends < 3; sends += 1) statuses.push((await client.send({ To: phone })).status);
    expect(statuses).toEqual([503, 503, 201]);
    expect(await client.get("/sms/messages")).toHaveLength(1);
    expect(await client.get("/sms/requests")).toMatchObject([
      { httpStatus: 503, code: 20503 },
      { httpStatus: 503, code: 20503 },
      { httpStatus: 201, code: null, sid: expect.stringMatching(/^SM/) },
    ]);
  });

  it("meets exactly `count` of many requests at once", async () => {
    await addFault({ count: 10, httpStatus: 500 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => client.send({ To: phone })));
    expect(answers.filter((answer) => answer.status === 500)).toHaveLength(10);
    expect(await client.get("/sms/messages")).toHaveLength(30);
  });

  it("for one number leaves the others alone", async () => {
    await addFault({ to: "1 415 555 0101", httpStatus: 500 });
    expect((await client.send({ To: "+14155550202" })).status).toBe(201);
    expect((await client.send({ To: phone })).status).toBe(500);
    expect((await client.send({ To: phone })).status).toBe(201);
  });

  it("with a code answers as Twilio words it", async () => {
    await addFault({ code: 21610 });
    const response = await client.send({ To: phone });
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        code: 21610,
        message: "Attempt to send to unsubscribed recipient",
        more_info: "https://www.twilio.com/docs/errors/21610",
        status: 400,
      },
    ]);
  });

  it("with retryAfterSeconds says so in the header", async () => {
    await addFault({ httpStatus: 429, retryAfterSeconds: 3 });
    const response = await client.send({ To: phone });
    expect([response.headers.get("retry-after"), (await response.json()).code]).toEqual(["3", 20429]);
  });

  it("as a gateway answers a page without a word of the API", async () => {
    await addFault({ httpStatus: 504, gateway: true });
    const response = await client.send({ To: phone });
    expect([response.status, response.headers.get("content-type")]).toEqual([504, "text/html"]);
    expect(await response.text()).not.toContain("code");
    expect(await client.get("/sms/messages")).toEqual([]);
  });

  it("that drops the response has accepted the text", async () => {
    await addFault({ dropResponse: true });
    await expect(client.send({ To: phone })).rejects.toThrow("fetch failed");
    expect(await client.get("/sms/messages")).toMatchObject([{ to: phone }]);
    expect(await client.get("/sms/requests")).toMatchObject([{ httpStatus: null, sid: expect.any(String) }]);
  });

  it("of latency has the text on the phone before the answer", async () => {
    await addFault({ latencyMs: 60_000 });
    const answer = expect(client.send({ To: phone })).rejects.toThrow("fetch failed");
    await expect.poll(() => client.get("/sms/messages")).toMatchObject([{ to: phone, status: "queued" }]);
    await sandbox.stop();
    await answer;
    sandbox = await startSandbox();
  });

  it("waiting is listed, and gone after a reset", async () => {
    await addFault({ count: 3, httpStatus: 500 });
    await client.send({ To: phone });
    expect(await client.get("/sms/faults")).toMatchObject([{ remaining: 2, httpStatus: 500 }]);
    await client.post("/reset", {});
    expect(await client.get("/sms/faults")).toEqual([]);
    expect(await client.get("/sms/requests")).toEqual([]);
    expect((await client.send({ To: phone })).status).toBe(201);
  });
});

describe("a fault that makes no sense is refused with the field at fault", () => {
  it.each([
    ["no count", { count: undefined }, "count"],
    ["a count of 0", { count: 0 }, "count"],
    ["an unknown field", { delay: 5 }, "delay"],
    ["a success as status", { httpStatus: 200 }, "httpStatus"],
    ["a gateway without status", { gateway: true }, "gateway"],
    ["a gateway with a code", { gateway: true, httpStatus: 502, code: 20500 }, "code"],
    ["a dropped response with a status", { dropResponse: true, httpStatus: 500 }, "dropResponse"],
    ["an acceptance that nothing hides", { accepted: true }, "accepted"],
    ["an unknown status", { finalStatus: "lost" }, "finalStatus"],
    ["an endless latency", { latencyMs: 1e9 }, "latencyMs"],
  ])("%s", async (_, fault, field) => {
    const response = await client.post("/sms/faults", { count: 1, ...fault });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toContain(field);
  });

  it("text that isn't JSON", async () => {
    const response = await fetch(`${sandbox.url}/sms/faults`, { method: "POST", body: "count=1" });
    expect([response.status, (await response.json()).error]).toEqual([400, "The body is not JSON."]);
  });
});
