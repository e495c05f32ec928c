import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "@/server/platform/clock";
import { createHttpWebhookProvider, type HttpWebhookOptions } from "./http-webhook";
import { type ReceivedCall, startReceiver, status } from "./testing/start-receiver";

const now = new Date("2026-11-02T08:00:00Z");
const secret = "whsec_test";
const call = {
  body: JSON.stringify({ triggerEvent: "BOOKING_CREATED", says: "Grüße" }),
  contentType: "application/json" as const,
  secret,
  deliveryId: "delivery-1",
  attemptId: "attempt-1",
  requestId: "request-1",
};

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

function provider(options: Partial<HttpWebhookOptions> = {}) {
  return createHttpWebhookProvider({
    allowsPrivate: false,
    allowedHosts: ["127.0.0.1"],
    connectTimeoutMs: 2_000,
    timeoutMs: 2_000,
    clock: new ManualClock(now),
    ...options,
  });
}

describe("a call", () => {
  it("carries the body as it was signed, and what a receiver needs to tell a repeat", async () => {
    const outcome = await provider().send({ ...call, url: receiver.url });
    expect(outcome).toEqual({
      kind: "accepted",
      providerMessageId: "attempt-1",
      httpStatus: 200,
      answer: "ok",
    });
    const [got] = receiver.calls;
    expect(got?.body).toBe(call.body);
    expect(got?.headers).toMatchObject({
      "content-type": "application/json",
      "x-cal-webhook-version": "2021-10-20",
      "x-punctual-delivery": "delivery-1",
      "x-request-id": "request-1",
    });
  });

  it("is signed over the body, and over the time and the body", async () => {
    await provider().send({ ...call, url: receiver.url });
    const { headers = {}, body = "" } = receiver.calls[0] ?? ({} as Partial<ReceivedCall>);
    expect(headers["x-cal-signature-256"]).toBe(createHmac("sha256", secret).update(body).digest("hex"));
    const [, t = "", v1 = ""] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(`${headers["x-punctual-signature"]}`) ?? [];
    expect(Number(t) * 1000).toBe(now.getTime());
    expect(v1).toBe(createHmac("sha256", secret).update(`${t}.${body}`).digest("hex"));
  });

  it("without a secret says that it isn't signed", async () => {
    await provider().send({ ...call, secret: null, url: receiver.url });
    const { headers = {} } = receiver.calls[0] ?? ({} as Partial<ReceivedCall>);
    expect(headers["x-cal-signature-256"]).toBe("no-secret-provided");
    expect(headers).not.toHaveProperty("x-punctual-signature");
  });

  it("goes to the address that was checked, not to what the name leads to a moment later", async () => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      // Whoever asked again would be sent elsewhere.
      return [{ address: asked.length === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }];
    };
    const url = `http://rebinding.test:${receiver.port}/hook`;
    const outcome = await provider({ allowedHosts: ["rebinding.test"], resolve }).send({ ...call, url });
    expect(outcome).toMatchObject({ kind: "accepted" });
    expect(asked).toEqual(["rebinding.test"]);
    expect(receiver.calls[0]?.headers.host).toBe(`rebinding.test:${receiver.port}`);
  });
});

describe("what is not called", () => {
  const refusals: [string, string, string][] = [
    ["loopback", "https://127.0.0.1/", "address_not_public"],
    ["loopback in other figures", "https://0x7f000001/", "address_not_public"],
    ["loopback, v6", "https://[::1]/", "address_not_public"],
    ["loopback in v6", "https://[::ffff:127.0.0.1]/", "address_not_public"],
    ["a private network", "https://192.168.1.1/", "address_not_public"],
    ["cloud metadata", "https://169.254.169.254/latest/meta-data/", "address_not_public"],
    ["plain HTTP", "http://8.8.8.8/", "not_https"],
  ];

  it.each(refusals)("%s", async (_, url, code) => {
    const guarded = provider({ allowedHosts: [] });
    expect(await guarded.refusalOf(url)).toBe(code);
    expect(await guarded.send({ ...call, url })).toEqual({ kind: "refused", refusal: "permanent", code });
  });

  it("a name of which one of several addresses is private", async () => {
    const resolve = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "10.0.0.5", family: 4 },
    ];
    const guarded = provider({ allowedHosts: [], resolve });
    expect(await guarded.refusalOf("https://mixed.test/")).toBe("address_not_public");
  });

  it("a name that doesn't exist; one that couldn't be looked up may be called later", async () => {
    const failing = (code: string) =>
      provider({ resolve: () => Promise.reject(Object.assign(new Error("no"), { code })) });
    expect(await failing("ENOTFOUND").send({ ...call, url: "https://gone.test/" })).toMatchObject({
      refusal: "permanent",
      code: "name_not_found",
    });
    expect(await failing("EAI_AGAIN").send({ ...call, url: "https://later.test/" })).toMatchObject({
      refusal: "transient",
      code: "name_lookup_failed",
    });
  });

  it("a name whose look-up takes too long", async () => {
    const slow = provider({ connectTimeoutMs: 20, resolve: () => new Promise(() => undefined) });
    expect(await slow.refusalOf("https://slow.test/")).toBe("name_lookup_failed");
  });

  it("a port of an allowed host that isn't the allowed one", async () => {
    const one = provider({ allowedHosts: [`127.0.0.1:${receiver.port}`] });
    expect(await one.refusalOf(receiver.url)).toBeNull();
    expect(await one.refusalOf("https://127.0.0.1:1/")).toBe("address_not_public");
  });

  it("metadata, even where private addresses are allowed", async () => {
    const open = provider({ allowsPrivate: true, allowedHosts: [] });
    expect(await open.refusalOf(receiver.url)).toBeNull();
    expect(await open.refusalOf("http://169.254.169.254/")).toBe("address_not_public");
  });
});

describe("what the receiver answers", () => {
  it.each([
    ["201", status(201), { kind: "accepted", httpStatus: 201 }],
    ["204 without a body", status(204, ""), { kind: "accepted", httpStatus: 204, answer: "" }],
    ["400", status(400), { kind: "refused", refusal: "permanent", code: "http_400" }],
    ["404", status(404, ""), { kind: "refused", refusal: "permanent", code: "http_404" }],
    ["408", status(408), { kind: "refused", refusal: "transient", code: "http_408" }],
    [
      "429 with a wish",
      status(429, "", { "retry-after": "120" }),
      { kind: "refused", refusal: "transient", code: "http_429", retryAfterSeconds: 120 },
    ],
    [
      "500 that says something",
      status(500, "database down"),
      { kind: "refused", refusal: "transient", code: "http_500", answer: "database down" },
    ],
    ["500 that says nothing", status(500, ""), { kind: "unknown", reason: "gateway_error" }],
    ["502 of a gateway", status(502, "<h1>Bad gateway</h1>"), { kind: "unknown", reason: "gateway_error" }],
    ["504 of a gateway", status(504), { kind: "unknown", reason: "gateway_error" }],
  ])("%s", async (_, answer, outcome) => {
    receiver.answerWith(answer);
    expect(await provider().send({ ...call, url: receiver.url })).toMatchObject(outcome);
  });

  it("a redirect is a refusal, wherever it leads, and isn't followed", async () => {
    const inside = await startReceiver();
    try {
      receiver.answerWith(status(302, "", { location: inside.url }));
      expect(await provider().send({ ...call, url: receiver.url })).toMatchObject({
        kind: "refused",
        refusal: "permanent",
        code: "redirect_refused",
        httpStatus: 302,
      });
      expect(inside.calls).toEqual([]);
    } finally {
      await inside.close();
    }
  });

  it("of a long answer the beginning is kept", async () => {
    receiver.answerWith(status(200, "x".repeat(100_000)));
    const outcome = await provider().send({ ...call, url: receiver.url });
    expect(outcome).toMatchObject({ kind: "accepted", answer: "x".repeat(2_048) });
  });

  it("an answer that never ends counts once its head is there", async () => {
    receiver.answerWith((response) => response.writeHead(200).write("begun"));
    const outcome = await provider({ timeoutMs: 300 }).send({ ...call, url: receiver.url });
    expect(outcome).toMatchObject({ kind: "accepted", answer: "begun" });
  });

  it("nothing in time: nobody knows whether it was taken", async () => {
    receiver.answerWith(() => undefined);
    const outcome = await provider({ timeoutMs: 200 }).send({ ...call, url: receiver.url });
    expect(outcome).toEqual({ kind: "unknown", reason: "timeout" });
  });

  it("a connection that breaks: nobody knows whether it was taken", async () => {
    receiver.answerWith((response) => response.destroy());
    const outcome = await provider().send({ ...call, url: receiver.url });
    expect(outcome).toEqual({ kind: "unknown", reason: "connection_broken" });
  });
});

describe("a receiver that can't be reached", () => {
  it("was surely not called", async () => {
    const closed = receiver.url;
    await receiver.close();
    const outcome = await provider().send({ ...call, url: closed });
    receiver = await startReceiver();
    expect(outcome).toEqual({ kind: "refused", refusal: "transient", code: "connect_failed" });
  });

  it("without a secure channel gets nothing", async () => {
    const received: Buffer[] = [];
    const plain: Server = createServer((socket) => {
      socket.on("data", (chunk) => received.push(chunk));
      socket.on("data", () => socket.end("no TLS here\r\n"));
      socket.on("error", () => undefined);
    });
    await new Promise<void>((done) => plain.listen(0, "127.0.0.1", done));
    const { port } = plain.address() as { port: number };
    try {
      const outcome = await provider().send({ ...call, url: `https://127.0.0.1:${port}/` });
      expect(outcome).toEqual({ kind: "refused", refusal: "transient", code: "connect_failed" });
      expect(Buffer.concat(received).toString("latin1")).not.toContain("BOOKING_CREATED");
    } finally {
      plain.close();
    }
  });
});
