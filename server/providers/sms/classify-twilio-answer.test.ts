import { describe, expect, it } from "vitest";
import { classifyTwilioAnswer } from "./classify-twilio-answer";

const now = new Date("2026-11-24T10:00:00Z");

function answered(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return classifyTwilioAnswer({ kind: "answered", status, headers, body: text }, now);
}

describe("classifyTwilioAnswer", () => {
  it("reads a created message as Twilio answers it", () => {
    const body = {
      sid: "SM0123456789abcdef0123456789abcdef",
      status: "queued",
      num_segments: "3",
      error_code: null,
      date_created: "Tue, 24 Nov 2026 10:00:00 +0000",
    };
    expect(answered(201, body)).toEqual({ kind: "accepted", providerMessageId: body.sid, segments: 3 });
  });

  it.each([
    [400, 21211, "permanent"],
    [400, 21610, "permanent"],
    [400, 21614, "permanent"],
    [400, 21635, "permanent"],
    [400, 21408, "permanent"],
    [400, 21612, "permanent"],
    [429, 20429, "transient"],
    [429, 21611, "transient"],
    [429, 30001, "transient"],
    [500, 20500, "transient"],
    [503, 20503, "transient"],
    [400, 30500, "transient"],
    [401, 20003, "account"],
    [403, 10001, "account"],
    [400, 30002, "account"],
    [400, 21606, "account"],
    [400, 21608, "permanent"],
    [400, 30034, "account"],
  ] as const)("HTTP %i with code %i is a %s refusal", (httpStatus, code, refusal) => {
    const body = {
      code,
      message: "…",
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: httpStatus,
    };
    expect(answered(httpStatus, body)).toEqual({ kind: "refused", refusal, code: String(code), httpStatus });
  });

  it.each([
    [502, "transient"],
    [429, "transient"],
    [401, "account"],
    [403, "account"],
    [400, "permanent"],
    [404, "permanent"],
  ] as const)("a code that isn't listed, with HTTP %i, is a %s refusal", (httpStatus, refusal) => {
    expect(answered(httpStatus, { code: 29_999 })).toEqual({
      kind: "refused",
      refusal,
      code: "29999",
      httpStatus,
    });
  });

  it.each([
    [500, "<html>"],
    [502, ""],
    [503, "{}"],
    [504, "upstream timed out"],
    [400, "<html>"],
    [302, ""],
    [200, "<html>"],
    [201, "{}"],
    [201, { sid: "elsewhere" }],
  ])("HTTP %i with %j is not in the provider's words: unknown", (httpStatus, body) => {
    expect(answered(httpStatus, body)).toEqual({ kind: "unknown", reason: "gateway_error" });
  });

  it("a 429 is never processed, whoever says it", () => {
    expect(answered(429, "slow down", { "retry-after": "2" })).toEqual({
      kind: "refused",
      refusal: "transient",
      code: "20429",
      httpStatus: 429,
      retryAfterSeconds: 2,
    });
  });

  it.each([
    ["30", 30],
    ["0", 0],
    ["Tue, 24 Nov 2026 10:01:30 GMT", 90],
    ["Tue, 24 Nov 2026 09:00:00 GMT", 0],
    ["soon", undefined],
    ["-5", undefined],
  ])("Retry-After %j asks to wait %j seconds", (header, retryAfterSeconds) => {
    expect(answered(503, { code: 20503 }, { "retry-after": header })).toMatchObject({ retryAfterSeconds });
  });
});
