import { expect, test } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { createSmtpProvider } from "./email/smtp";
import { createTwilioProvider, type TwilioOptions } from "./sms/twilio";

const timeouts = { connectTimeoutMs: 1, timeoutMs: 1 };
const number = "+15005550006";
const service = `MG${"1".repeat(32)}`;

const textsBy = (options: Partial<TwilioOptions>) =>
  createTwilioProvider({
    accountSid: `AC${"0".repeat(32)}`,
    authToken: "secret",
    apiBaseUrl: "http://127.0.0.1:9",
    publicUrl: "http://127.0.0.1:9",
    clock: systemClock,
    ...timeouts,
    ...options,
  }).senderIds;

function mailsBy(from: string, url = "smtp://user:secret@127.0.0.1:1"): string {
  const provider = createSmtpProvider({ url, from, ...timeouts });
  provider.close();
  return provider.senderId;
}

test("a sender keeps its name, and another number or service has another", () => {
  expect(textsBy({ fromNumber: number })).toEqual(textsBy({ fromNumber: number }));
  const names = [
    textsBy({ fromNumber: number }).sms,
    textsBy({ fromNumber: "+15005550007" }).sms,
    textsBy({ messagingServiceSid: service }).sms,
    mailsBy("a@example.org"),
    mailsBy("b@example.org"),
    mailsBy("a@example.org", "smtp://127.0.0.1:2"),
  ];
  expect(new Set(names).size).toBe(names.length);
});

test("the service wins over the number, as it does when a text is sent", () => {
  expect(textsBy({ fromNumber: number, messagingServiceSid: service })).toEqual(
    textsBy({ messagingServiceSid: service }),
  );
});

test("texts and WhatsApp share a name where one service sends both, and not where a number sends WhatsApp", () => {
  const shared = textsBy({ messagingServiceSid: service });
  expect(shared.whatsapp).toBe(shared.sms);
  const apart = textsBy({ messagingServiceSid: service, whatsAppFrom: number });
  expect(apart.sms).toBe(shared.sms);
  expect(apart.whatsapp).not.toBe(shared.sms);
});

test("the name says the provider and holds nothing of the number or address", () => {
  expect(textsBy({ fromNumber: number }).sms).toMatch(/^twilio:[0-9a-f]{12}$/);
  expect(mailsBy("a@example.org")).toMatch(/^smtp:[0-9a-f]{12}$/);
});
