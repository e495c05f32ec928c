import { describe, expect, it } from "vitest";
import { classifyHttpSmsAnswer } from "./classify-http-sms-answer";
import { readHttpSmsSettings } from "./testing/http-sms-sandbox";

const now = new Date("2026-11-24T10:00:00Z");
const least = {
  SMS_HTTP_URL: "https://sms.example.com/messages",
  SMS_HTTP_FROM: "Punctual",
  SMS_HTTP_BODY: '{"to": "{to}", "text": "{body}"}',
};
const codes = {
  SMS_HTTP_ERROR_POINTER: "/error/code",
  SMS_HTTP_ERROR_CLASSES: '{"slow_down": "transient", "no_such_number": "permanent", "no_credit": "account"}',
};

function classify(
  variables: Record<string, string>,
  [status, body]: [number, unknown],
  headers: Record<string, string> = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const exchange = { kind: "answered" as const, status, headers, body: text };
  const settings = readHttpSmsSettings({ ...least, ...variables });
  return classifyHttpSmsAnswer(settings, exchange, { attemptId: "attempt-1", now });
}

const unknown = { kind: "unknown", reason: "gateway_error" };
const accepted = (providerMessageId: string) => ({ kind: "accepted", providerMessageId });

describe("an accepted text", () => {
  it("is known by the status alone where the settings name nothing else, under the attempt's id", () => {
    expect(classify({}, [200, "OK"])).toEqual(accepted("attempt-1"));
    expect(classify({}, [204, ""])).toEqual(accepted("attempt-1"));
    expect(classify({ SMS_HTTP_SUCCESS_STATUS: "202" }, [200, "OK"])).toEqual(unknown);
  });

  it.each([
    [{ id: 42 }, accepted("42")],
    [{ id: "a-1" }, accepted("a-1")],
    [{ id: "" }, unknown],
    [{ id: null }, unknown],
    [{ id: "with space" }, unknown],
    [{ id: "x".repeat(129) }, unknown],
    ["<html>", unknown],
  ])("has the id that its pointer finds in %j", (body, outcome) => {
    expect(classify({ SMS_HTTP_ID_POINTER: "/id" }, [200, body])).toEqual(outcome);
  });

  it("needs the value that the settings name", () => {
    const rule = { SMS_HTTP_SUCCESS_POINTER: "/ok", SMS_HTTP_SUCCESS_EQUALS: "true" };
    expect(classify(rule, [200, { ok: true }])).toEqual(accepted("attempt-1"));
    expect(classify(rule, [200, { ok: false }])).toEqual(unknown);
    expect(classify({ ...rule, ...codes }, [200, { ok: false, error: { code: "no_credit" } }])).toEqual({
      kind: "refused",
      refusal: "account",
      code: "http_no_credit",
      httpStatus: 200,
    });
  });
});

describe("a refusal", () => {
  it.each([
    [400, "slow_down", "transient"],
    [503, "no_such_number", "permanent"],
    [400, "no_credit", "account"],
    [400, "another", "permanent"],
    [500, "another", "transient"],
    [401, "another", "account"],
  ])("of status %i with the code %s is %s", (httpStatus, code, refusal) => {
    expect(classify(codes, [httpStatus, { error: { code } }])).toEqual({
      kind: "refused",
      refusal,
      code: `http_${code}`,
      httpStatus,
    });
  });

  it.each([
    [400, "permanent"],
    [401, "account"],
    [403, "account"],
    [408, "transient"],
    [429, "transient"],
  ])("of status %i without a code is %s", (httpStatus, refusal) => {
    expect(classify(codes, [httpStatus, { problem: "?" }])).toEqual({
      kind: "refused",
      refusal,
      code: `http_status_${httpStatus}`,
      httpStatus,
    });
  });

  it("keeps no code that can't be one", () => {
    expect(classify(codes, [400, { error: { code: "<script>" } }])).toMatchObject({
      code: "http_status_400",
    });
  });

  it.each([
    ["30", 30],
    ["Tue, 24 Nov 2026 10:01:30 GMT", 90],
  ])("with Retry-After %j asks to wait %i seconds", (value, retryAfterSeconds) => {
    expect(classify(codes, [429, "slow"], { "retry-after": value })).toMatchObject({
      refusal: "transient",
      retryAfterSeconds,
    });
  });
});

it.each<[number, unknown]>([
  [500, {}],
  [502, "<html>"],
  [503, { message: "Service Unavailable" }],
  [504, { message: "Endpoint request timed out" }],
  [400, "Bad Request"],
  [404, "<html>"],
  [302, ""],
  [303, {}],
  [100, {}],
])(
  "status %i with %j is nobody's word for certain: unknown, so that nothing is sent twice",
  (status, body) => {
    expect(classify({ ...codes, SMS_HTTP_ID_POINTER: "/id" }, [status, body])).toEqual(unknown);
  },
);
