import { describe, expect, test } from "vitest";
import { addCosts, estimateCost, listPrices, smsPricesSchema } from "./sms-prices";

const twilioTo = (country: string | undefined, segmentCount = 2) =>
  estimateCost(listPrices, { provider: "twilio", country, segmentCount });

describe("the cost of a text", () => {
  test("is its segments times the price of its country", () => {
    expect(twilioTo("FR")).toEqual({ currency: "USD", least: 0.1596, most: 0.1596, isRough: false });
    expect(twilioTo("US", 1)).toEqual({ currency: "USD", least: 0.0083, most: 0.0118, isRough: false });
  });

  test.each([["AQ"], [undefined]])(
    "to %s, which has no price, is told from the least to the most",
    (country) => {
      expect(twilioTo(country)).toEqual({ currency: "USD", least: 0.0166, most: 0.2178, isRough: true });
    },
  );

  test("is unknown for a provider of which nothing is known", () => {
    expect(estimateCost(listPrices, { provider: "http", country: "FR", segmentCount: 1 })).toBeNull();
  });

  test("adds up, and stays rough where a part is", () => {
    const known = twilioTo("GB", 1)!;
    expect(addCosts(known, twilioTo("AQ", 1)!)).toEqual({
      currency: "USD",
      least: expect.closeTo(0.0607, 6),
      most: expect.closeTo(0.1613, 6),
      isRough: true,
    });
  });
});

describe("prices that an installation names", () => {
  test("stand in place of the list, and * is for any country that has none", () => {
    const prices = smsPricesSchema.parse({
      currency: "EUR",
      http: { DE: 0.07, "*": [0.05, 0.2] },
    });
    const from = (country: string) => estimateCost(prices, { provider: "http", country, segmentCount: 1 });
    expect(from("DE")).toEqual({ currency: "EUR", least: 0.07, most: 0.07, isRough: false });
    expect(from("FR")).toEqual({ currency: "EUR", least: 0.05, most: 0.2, isRough: false });
    expect(estimateCost(prices, { provider: "twilio", country: "DE", segmentCount: 1 })).toBeNull();
  });

  test.each([
    ["no currency", { twilio: { DE: 1 } }],
    ["an unknown provider", { currency: "EUR", twillio: { DE: 1 } }],
    ["a country in words", { currency: "EUR", twilio: { Germany: 1 } }],
    ["a price below nothing", { currency: "EUR", twilio: { DE: -1 } }],
    ["the higher price first", { currency: "EUR", twilio: { DE: [2, 1] } }],
  ])("are refused with %s", (_, prices) => {
    expect(smsPricesSchema.safeParse(prices).success).toBe(false);
  });
});
