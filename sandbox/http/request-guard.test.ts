import { request } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Sandbox } from "../sandbox";
import { startSandbox } from "../testing/sandbox-client";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.stop());

/** `fetch` sets these headers itself. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = "",
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${sandbox.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const authority = () => new URL(sandbox.url).host;

it.each(["evil.example", "127.0.0.1.evil.example:80", "192.168.0.1", "a b"])(
  "a request for the host %s is refused, also to read",
  async (host) => expect(await ask("GET", "/sms/messages", { host })).toBe(403),
);

it.each(["localhost:3000", "[::1]:3000", "127.0.0.5"])(
  "a request for the host %s is served",
  async (host) => {
    expect(await ask("GET", "/health", { host })).toBe(200);
  },
);

it.each([
  ["another origin", { origin: "http://evil.example" }],
  ["another port of this machine", { origin: "http://127.0.0.1:1" }],
  ["a page without an origin", { origin: "null" }],
  ["a form of another site", { "sec-fetch-site": "cross-site" }],
  ["a form of another port", { "sec-fetch-site": "same-site" }],
])("%s can't write", async (_, headers) => expect(await ask("POST", "/reset", headers)).toBe(403));

it("the sandbox's own page and programs can write", async () => {
  const own = { origin: `http://${authority()}`, "sec-fetch-site": "same-origin" };
  expect(await ask("POST", "/reset", own)).toBe(200);
  expect(await ask("POST", "/reset", {})).toBe(200);
});

it("a body over the limit is refused", async () => {
  const response = await fetch(`${sandbox.url}/sms/inbound`, {
    method: "POST",
    body: "x".repeat(1024 * 1024 + 1),
  });
  expect(response.status).toBe(413);
});

it("an unknown address is 404 and a wrong method 405", async () => {
  expect(await ask("GET", "/nothing", {})).toBe(404);
  expect(await ask("PUT", "/reset", {})).toBe(405);
  expect(await ask("GET", "/%", {})).toBe(404);
});
