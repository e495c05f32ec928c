import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { accountSid, SandboxClient, startSandbox } from "../testing/sandbox-client";

const phone = "+14155550101";
let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startSandbox();
  client = new SandboxClient(sandbox.url);
});
afterEach(() => sandbox.stop());

const change = async (account: Record<string, unknown>) => {
  const response = await client.post("/sms/account", account);
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json();
};
const statusOf = async (path: string) => (await client.twilio("GET", path)).status;

describe("an account that is at fault", () => {
  it("refuses every send, on record, until it is mended", async () => {
    expect(await change({ code: 20003 })).toEqual({ code: 20003, check: "refused" });
    for (let sends = 0; sends < 3; sends += 1) expect((await client.send({ To: phone })).status).toBe(401);
    expect(await client.get("/sms/requests")).toMatchObject(Array(3).fill({ httpStatus: 401, code: 20003 }));
    expect(await client.get("/sms/account")).toEqual({ code: 20003, check: "refused" });
    expect(await change({ code: null })).toEqual({ code: null });
    expect((await client.send({ To: phone })).status).toBe(201);
    expect(await client.get("/sms/messages")).toHaveLength(1);
  });

  it("refuses look-ups as well, unless the fault shows only in sending", async () => {
    await change({ code: 20003 });
    expect([await statusOf(".json"), await statusOf("/Messages.json")]).toEqual([401, 401]);
    await change({ code: 21606, check: "passed" });
    expect([await statusOf(".json"), await statusOf("/Messages.json")]).toEqual([200, 200]);
    expect((await client.send({ To: phone })).status).toBe(400);
  });

  it("that is suspended says so of itself", async () => {
    await change({ code: 90010, check: "suspended" });
    const account = await client.twilio("GET", ".json");
    expect(await account.json()).toMatchObject({ sid: accountSid, status: "suspended" });
    expect((await client.send({ To: phone })).status).toBe(403);
  });

  it("is mended by a reset", async () => {
    await change({ code: 20005, httpStatus: 401 });
    expect((await client.send({ To: phone })).status).toBe(401);
    await client.post("/reset", {});
    expect((await client.send({ To: phone })).status).toBe(201);
  });

  it.each([
    ["no code", {}, "code"],
    ["a mended account with a status", { code: null, httpStatus: 401 }, "code"],
    ["a success as status", { code: 20003, httpStatus: 200 }, "httpStatus"],
    ["an unknown field", { code: 20003, count: 1 }, "count"],
  ])("with %s is refused with the field at fault", async (_, account, field) => {
    const response = await client.post("/sms/account", account);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toContain(field);
  });
});
