import { describe, expect, test } from "vitest";
import { describeDeliveryCode, saysOptedOut } from "./delivery-codes";
import { twilioErrorCodes } from "./twilio-error-codes";

const ofClass = (refusal: string) =>
  [...twilioErrorCodes].filter(([, known]) => known.refusal === refusal).map(([code]) => code);

describe("the table of Twilio's codes", () => {
  test("has a whole sentence in plain words for each", () => {
    for (const [code, { meaning }] of twilioErrorCodes) {
      expect(code).toMatch(/^\d{5}$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(meaning).not.toMatch(/SID\b.*null|undefined/);
      expect(describeDeliveryCode("sms", code)).toBe(meaning);
    }
  });

  test("has each code in one class only", () => {
    const codes = ["transient", "permanent", "account"].flatMap(ofClass);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBe(twilioErrorCodes.size);
  });

  test.each([
    // What may pass: rates, reception, networks, trouble at Twilio.
    ["transient", ["20429", "20500", "20503", "21611", "30001", "30003", "30008", "30017", "30022", "30023"]],
    ["transient", ["30027", "30036", "30410", "30500", "30610", "63010", "63012", "63017", "63018"]],
    // This recipient or text never: wrong numbers, landlines, opted out, filtered, templates.
    [
      "permanent",
      ["21211", "21214", "21265", "21266", "21268", "21408", "21608", "21610", "21612", "21614", "21617"],
    ],
    ["permanent", ["21635", "30004", "30005", "30006", "30007", "30019", "30038", "30450", "30453"]],
    ["permanent", ["21655", "21656", "63003", "63005", "63013", "63014", "63016", "63024", "63027", "63049"]],
    // Nobody gets anything: credentials, suspension, senders, registration.
    ["account", ["10001", "20003", "20005", "20404", "21212", "21603", "21606", "21609", "21659", "21660"]],
    ["account", ["21661", "21701", "21703", "30002", "30032", "30033", "30034", "30037", "63007", "90010"]],
  ])("sorts as %s: %j", (refusal, codes) => {
    expect(codes.map((code) => twilioErrorCodes.get(code)?.refusal)).toEqual(codes.map(() => refusal));
  });
});

test.each([
  ["sms", "29999", "Twilio refused the text with error 29999, which Punctual has no words for."],
  ["sms", "connect_failed", "The provider couldn’t be reached."],
  [
    "sms",
    "http_1002",
    "The provider refused the text with its own code 1002; its manual says what that means.",
  ],
  [
    "sms",
    "http_30003",
    "The provider refused the text with its own code 30003; its manual says what that means.",
  ],
  ["sms", "http_status_403", "The provider refused the text and gave no code for it (HTTP status 403)."],
  ["sms", "http_moved", "The provider’s address has moved. Check SMS_HTTP_URL."],
  ["sms", "recipient_opted_out", "The recipient doesn’t want texts from this sender."],
  ["whatsapp", "whatsapp_not_served", "The configured provider doesn’t send WhatsApp messages."],
  ["email", "connect_failed", "The mail server couldn’t be reached."],
  ["email", "smtp_571", "The mail server refused the mail (smtp_571)."],
  ["sms", "timeout", "The provider didn’t answer in time."],
] as const)("a code of %s, %s, reads: %s", (channel, code, words) => {
  expect(describeDeliveryCode(channel, code)).toBe(words);
});

test.each([
  ["21610", true],
  ["recipient_opted_out", true],
  ["http_21610", false],
  ["30004", false],
])("the code %s says that the recipient opted out: %s", (code, says) =>
  expect(saysOptedOut(code)).toBe(says),
);
