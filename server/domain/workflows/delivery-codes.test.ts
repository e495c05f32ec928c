import { expect, test } from "vitest";
import { describeDeliveryCode, twilioErrorCodes } from "./delivery-codes";

test.each(["30003", "30004", "30005", "30006", "30007", "30008", "30034"])(
  "the delivery report code %s is known in words",
  (code) => expect(twilioErrorCodes[code]?.meaning).toMatch(/^[A-Z].*\.$/),
);

test("every code has a whole sentence for the organizer", () => {
  for (const { meaning } of Object.values(twilioErrorCodes)) expect(meaning).toMatch(/^[A-Z].*\.$/);
});

test.each([
  ["sms", "29999", "Twilio refused the text with error 29999."],
  ["sms", "connect_failed", "Twilio couldn’t be reached."],
  ["email", "connect_failed", "The mail server couldn’t be reached."],
  ["email", "smtp_571", "The mail server refused the mail (smtp_571)."],
  ["sms", "timeout", "The provider didn’t answer in time."],
] as const)("a code of %s, %s, reads: %s", (channel, code, words) => {
  expect(describeDeliveryCode(channel, code)).toBe(words);
});
