import { expect, test } from "vitest";
import { scriptedProviders } from "../testing/scripted-providers";
import { nameSenders } from "./name-senders";

const providers = { ...scriptedProviders() } as unknown as Parameters<typeof nameSenders>[0];
const mails = "Punctual <bookings@example.org>";

test("senders are known by what their owner recognises and nobody else can use", () => {
  expect(nameSenders(providers, { texts: "+15005550006", whatsApp: "+15005550007", mails })).toEqual({
    "twilio:texts": "+1••••••0006",
    "twilio:whatsapp": "+1••••••0007",
    "smtp:mails": "b•••@example.org",
  });
});

test("a messaging service is known by its last characters, and sends WhatsApp messages as well", () => {
  const names = nameSenders(providers, { texts: `MG${"a".repeat(28)}beef`, whatsApp: undefined, mails });
  expect(names).toMatchObject({ "twilio:texts": "MG••••beef", "twilio:whatsapp": "MG••••beef" });
});

test.each([
  ["a number", "+12025550101", "+1••••••0101"],
  ["a name, which is for all to read", "Punctual", "Punctual"],
])("texts over HTTP come from %s", (_, textsOverHttp, shown) => {
  const own = scriptedProviders();
  own.addSecondSms();
  const given = own as unknown as Parameters<typeof nameSenders>[0];
  const names = nameSenders(given, { texts: "+15005550006", whatsApp: undefined, textsOverHttp, mails });
  expect(names).toMatchObject({ "http:texts": shown, "twilio:texts": "+1••••••0006" });
});
