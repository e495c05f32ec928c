import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { readEnvironment } from "./env";

const twilio = {
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "token",
  TWILIO_FROM_NUMBER: "+15005550006",
};
const http = {
  SMS_HTTP_URL: "https://sms.example.com/v1/messages",
  SMS_HTTP_FROM: "Punctual",
  SMS_HTTP_BODY: '{"to": "{to}", "text": "{body}"}',
};
const callbackSecret = "a secret of callbacks";

function read(variables: Record<string, string>) {
  return readEnvironment({
    DATABASE_URL: "postgres://u:p@127.0.0.1:5432/punctual",
    BETTER_AUTH_SECRET: "a secret of the tests, long enough",
    SMTP_URL: "smtp://127.0.0.1:1",
    ...variables,
  });
}

describe("which provider comes first", () => {
  it.each([
    ["Twilio alone", twilio, "twilio", false],
    ["another one alone", http, "http", true],
    ["both", { ...twilio, ...http }, "twilio", true],
    ["both, the other first", { ...twilio, ...http, SMS_PROVIDER: "http" }, "http", true],
  ])("%s", (_, variables, first, hasHttp) => {
    const { SMS_PROVIDER, SMS_HTTP } = read(variables);
    expect([SMS_PROVIDER, SMS_HTTP !== null]).toEqual([first, hasHttp]);
  });

  it.each([
    ["nothing", {}, "TWILIO_ACCOUNT_SID: set it, or describe another"],
    ["Twilio first without Twilio", { ...http, SMS_PROVIDER: "twilio" }, "TWILIO_ACCOUNT_SID: set it"],
    ["the other first without it", { ...twilio, SMS_PROVIDER: "http" }, "SMS_HTTP_URL: set it, since"],
    ["no token", { ...twilio, TWILIO_AUTH_TOKEN: "" }, "TWILIO_AUTH_TOKEN: set it too"],
    ["no sender", { ...twilio, TWILIO_FROM_NUMBER: "" }, "TWILIO_FROM_NUMBER: set it, or"],
    ["another name", { ...twilio, SMS_PROVIDER: "vonage" }, "SMS_PROVIDER: "],
  ])("%s is refused by name", (_, variables, words) => expect(() => read(variables)).toThrow(words));
});

test("a provider is described whole, with what isn't said at its default", () => {
  expect(read(http).SMS_HTTP).toEqual({
    url: "https://sms.example.com/v1/messages",
    method: "POST",
    headers: {},
    from: "Punctual",
    body: { kind: "json", value: { to: "{to}", text: "{body}" } },
    success: { from: 200, to: 299, equals: null },
    idPointer: null,
    errors: { pointer: null, classes: new Map() },
    signingSecret: null,
    signatureHeader: "X-Signature",
    timestampHeader: "X-Timestamp",
    list: null,
    status: null,
    statuses: new Map(),
    callbacks: null,
    checkUrl: null,
  });
});

test("every part can be set", () => {
  const settings = read({
    ...http,
    SMS_HTTP_METHOD: "PUT",
    SMS_HTTP_HEADERS: '{"Authorization": "Bearer key"}',
    SMS_HTTP_BODY: "to={toDigits}&text={body}&report={callbackUrl}",
    SMS_HTTP_BODY_TYPE: "form",
    SMS_HTTP_SUCCESS_STATUS: "202",
    SMS_HTTP_SUCCESS_POINTER: "/messages/0/status",
    SMS_HTTP_SUCCESS_EQUALS: "0",
    SMS_HTTP_ID_POINTER: "/messages/0/id",
    SMS_HTTP_ERROR_POINTER: "/messages/0/status",
    SMS_HTTP_ERROR_CLASSES: '{"1": "transient", "4": "account", "7": "opted_out"}',
    SMS_HTTP_SIGNING_SECRET: "a secret of requests",
    SMS_HTTP_LIST_URL: "https://sms.example.com/v1/messages?to={to}&since={createdAfter}",
    SMS_HTTP_LIST_FIELDS:
      '{"items": "/data", "id": "/id", "to": "/to", "body": "/text", "createdAt": "/at", "status": "/state"}',
    SMS_HTTP_STATUS_URL: "https://sms.example.com/v1/messages/{id}",
    SMS_HTTP_STATUSES: '{"Handed-Over": "sent"}',
    SMS_HTTP_CALLBACK_SECRET: callbackSecret,
    SMS_HTTP_INBOUND_FIELDS: '{"id": "/id", "from": "/from", "to": "/to", "body": "/text"}',
    SMS_HTTP_CHECK_URL: "https://sms.example.com/v1/account",
  }).SMS_HTTP;
  expect(settings).toMatchObject({
    method: "PUT",
    headers: { Authorization: "Bearer key" },
    body: {
      kind: "form",
      fields: [
        ["to", "{toDigits}"],
        ["text", "{body}"],
        ["report", "{callbackUrl}"],
      ],
    },
    success: { from: 202, to: 202, equals: { pointer: ["messages", "0", "status"], value: "0" } },
    idPointer: ["messages", "0", "id"],
    list: { fields: { items: ["data"], createdAt: ["at"] } },
    status: { fields: { status: ["status"], code: ["code"] } },
    callbacks: { secret: callbackSecret, toleranceSeconds: 300, inbound: { body: ["text"] } },
    checkUrl: "https://sms.example.com/v1/account",
  });
  expect(settings?.errors.classes.get("7")).toBe("opted_out");
  expect(settings?.statuses.get("handed-over")).toBe("sent");
});

describe("a setting that can't be used is refused by name, with what it must be", () => {
  const list = { SMS_HTTP_ID_POINTER: "/id", SMS_HTTP_LIST_URL: "https://a.example/{to}" };
  it.each([
    [{ SMS_HTTP_URL: "ftp://a.example" }, "SMS_HTTP_URL: must be an http or https address"],
    [{ SMS_HTTP_METHOD: "GET" }, "SMS_HTTP_METHOD: "],
    [{ SMS_HTTP_FROM: "" }, "SMS_HTTP_FROM: set it"],
    [{ SMS_HTTP_HEADERS: "Authorization: x" }, "SMS_HTTP_HEADERS: must be JSON"],
    [{ SMS_HTTP_HEADERS: '{"X-Key": "a\\r\\nHost: b"}' }, "SMS_HTTP_HEADERS.X-Key: must be printable ASCII"],
    [{ SMS_HTTP_HEADERS: '{"Content-Length": "1"}' }, "SMS_HTTP_HEADERS"],
    [{ SMS_HTTP_BODY: "" }, "SMS_HTTP_BODY: set it"],
    [{ SMS_HTTP_BODY: "to={to}" }, "SMS_HTTP_BODY: must be JSON"],
    [{ SMS_HTTP_BODY: '{"text": "{body}"}' }, "SMS_HTTP_BODY: must contain {to}"],
    [{ SMS_HTTP_BODY: '{"to": "{to}"}' }, "SMS_HTTP_BODY: must contain {body}"],
    [{ SMS_HTTP_BODY: '{"to": "{to}", "text": "{text}"}' }, "SMS_HTTP_BODY: doesn't know {text}"],
    [
      { SMS_HTTP_BODY: '{"to": "{to}", "text": "{body}", "hook": "{callbackUrl}"}' },
      "SMS_HTTP_CALLBACK_SECRET: set it",
    ],
    [{ SMS_HTTP_SUCCESS_STATUS: "2xx" }, "SMS_HTTP_SUCCESS_STATUS: must be a status or a range"],
    [{ SMS_HTTP_SUCCESS_POINTER: "/ok" }, "SMS_HTTP_SUCCESS_EQUALS: "],
    [{ SMS_HTTP_SUCCESS_EQUALS: "0" }, "SMS_HTTP_SUCCESS_POINTER: "],
    [{ SMS_HTTP_ID_POINTER: "id" }, "SMS_HTTP_ID_POINTER: must be a JSON pointer"],
    [{ SMS_HTTP_ERROR_CLASSES: '{"1": "transient"}' }, "SMS_HTTP_ERROR_POINTER: set it"],
    [
      { SMS_HTTP_ERROR_POINTER: "/code", SMS_HTTP_ERROR_CLASSES: '{"1": "later"}' },
      "SMS_HTTP_ERROR_CLASSES.1: ",
    ],
    [{ SMS_HTTP_SIGNING_SECRET: "short" }, "SMS_HTTP_SIGNING_SECRET: must have at least 16"],
    [list, "SMS_HTTP_LIST_FIELDS: "],
    [{ ...list, SMS_HTTP_LIST_FIELDS: '{"id": "/id"}' }, "SMS_HTTP_LIST_FIELDS.to: "],
    [{ SMS_HTTP_STATUS_URL: "https://a.example/{id}" }, "SMS_HTTP_ID_POINTER: set it"],
    [{ SMS_HTTP_STATUS_URL: "https://a.example/" }, "SMS_HTTP_STATUS_URL: must contain {id}"],
    [
      { SMS_HTTP_STATUS_URL: "https://{id}.example/" },
      "SMS_HTTP_STATUS_URL: may have placeholders in its path",
    ],
    [{ SMS_HTTP_STATUS_URL: "https://a.example/{to}" }, "SMS_HTTP_STATUS_URL: doesn't know {to}"],
    [{ SMS_HTTP_STATUSES: '{"done": "arrived"}' }, "SMS_HTTP_STATUSES.done: "],
    [{ SMS_HTTP_CALLBACK_TOLERANCE_SECONDS: "0" }, "SMS_HTTP_CALLBACK_TOLERANCE_SECONDS: "],
    [
      { SMS_HTTP_INBOUND_FIELDS: '{"id": "/id", "from": "/from", "to": "/to", "body": "/text"}' },
      "SMS_HTTP_CALLBACK_SECRET: set it",
    ],
    [
      {
        SMS_HTTP_ID_POINTER: "/id",
        SMS_HTTP_CALLBACK_SECRET: callbackSecret,
        SMS_HTTP_CALLBACK_FIELDS: '{"status": "/status"}',
      },
      'SMS_HTTP_CALLBACK_FIELDS: must have "id"',
    ],
  ] as [Record<string, string>, string][])("%j", (variables, words) => {
    expect(() => read({ ...http, ...variables })).toThrow(words);
  });

  it("where the address is missing, whatever else is set", () => {
    expect(() => read({ ...twilio, SMS_HTTP_FROM: "Punctual" })).toThrow(
      "SMS_HTTP_URL: set it too, since SMS_HTTP_FROM is set",
    );
  });
});

test("a secret is never in the words of a refusal", () => {
  expect(() => read({ ...http, SMS_HTTP_SIGNING_SECRET: "hush" })).not.toThrow("hush");
});

test("the worked example of the operations page can be used as it stands", () => {
  const page = readFileSync(path.join(process.cwd(), "docs/operations.md"), "utf8");
  const [, block = ""] = /```sh\n(SMS_PROVIDER=[\s\S]*?)```/.exec(page) ?? [];
  const variables = Object.fromEntries(
    block
      .trim()
      .split("\n")
      .map((line) => /^(\w+)=(?:'(.*)'|(.*))$/.exec(line)?.slice(1) ?? [])
      .map(([name = "", quoted, bare = ""]) => [name, quoted ?? bare]),
  );
  const { SMS_PROVIDER, SMS_HTTP } = read(variables);
  expect(SMS_PROVIDER).toBe("http");
  expect(SMS_HTTP).toMatchObject({ from: "+14155550100", checkUrl: "https://api.sms.example/v1/account" });
  expect(SMS_HTTP?.callbacks?.inbound).not.toBeNull();
});
