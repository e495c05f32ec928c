import { expect, test } from "vitest";
import { readEnvironment } from "./env";

const withPrices = (prices: string) =>
  readEnvironment({
    DATABASE_URL: "postgres://localhost/punctual",
    BETTER_AUTH_SECRET: "a secret of at least thirty-two characters",
    SMTP_URL: "smtp://localhost",
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "token",
    TWILIO_FROM_NUMBER: "+15005550006",
    SMS_PRICES: prices,
  }).SMS_PRICES;

test("prices of texts are read from JSON, and the list stands where there are none", () => {
  expect(withPrices('{"currency":"EUR","twilio":{"DE":0.09}}')).toEqual({
    currency: "EUR",
    providers: { twilio: { DE: { least: 0.09, most: 0.09 } } },
  });
  expect(withPrices("")).toBeUndefined();
});

test.each([
  ["no JSON", "DE=0.09", "must be JSON"],
  ["a price in words", '{"currency":"EUR","twilio":{"DE":"cheap"}}', "must be a price"],
])("%s is refused by name", (_, prices, words) => {
  expect(() => withPrices(prices)).toThrow(/SMS_PRICES/);
  expect(() => withPrices(prices)).toThrow(words);
});
