import { z } from "zod";
import { type SmsProviderName, smsProviderNames } from "@/server/domain/workflows/sms-provider-name";

/** What a segment costs, at least and at most. */
export type PriceRange = { least: number; most: number };

/** What providers ask for a segment, by the country that it goes to (ISO 3166); "*" is any other. */
export type SmsPrices = {
  /** ISO 4217. */
  currency: string;
  providers: Partial<Record<SmsProviderName, Record<string, PriceRange>>>;
};

/** What texts are likely to cost. `isRough` where no price of their country is known, so that it may be far off. */
export type CostEstimate = PriceRange & { currency: string; isRough: boolean };

const exactly = (price: number): PriceRange => ({ least: price, most: price });

/**
 * Twilio's list prices per segment in US dollars, as public tables repeat them in 2026 (the source is
 * twilio.com/en-us/sms/pricing), without taxes; in the United States a carrier's fee of up to $0.0035 comes on top,
 * which depends on the network. They are for estimates only: an account's own prices may differ.
 */
export const listPrices: SmsPrices = {
  currency: "USD",
  providers: {
    twilio: {
      US: { least: 0.0083, most: 0.0118 },
      CA: exactly(0.0083),
      AU: exactly(0.0515),
      GB: exactly(0.0524),
      CH: exactly(0.0725),
      FR: exactly(0.0798),
      IT: exactly(0.0927),
      NZ: exactly(0.105),
      ZA: exactly(0.1089),
    },
  },
};

/**
 * What so many segments to a country are likely to cost. Where the country has no price, it is between the least and the
 * most that the provider asks anywhere; null where nothing is known of the provider at all.
 */
export function estimateCost(
  { currency, providers }: SmsPrices,
  text: { provider: SmsProviderName; country: string | undefined; segmentCount: number },
): CostEstimate | null {
  const known = providers[text.provider];
  if (!known) return null;
  const own = known[text.country ?? ""] ?? known["*"];
  const all = own ? [own] : Object.values(known);
  if (all.length === 0) return null;
  return {
    currency,
    least: Math.min(...all.map(({ least }) => least)) * text.segmentCount,
    most: Math.max(...all.map(({ most }) => most)) * text.segmentCount,
    isRough: own === undefined,
  };
}

/** Two estimates of the same currency together. */
export function addCosts(a: CostEstimate, b: CostEstimate): CostEstimate {
  return {
    currency: a.currency,
    least: a.least + b.least,
    most: a.most + b.most,
    isRough: a.isRough || b.isRough,
  };
}

const amount = z.number("must be a number").min(0, "must not be negative").max(100, "must be at most 100");
const priceSchema = z
  .union([amount.transform(exactly), z.tuple([amount, amount])], "must be a price, or two: [0.05, 0.08]")
  .transform((price) => (Array.isArray(price) ? { least: price[0], most: price[1] } : price))
  .refine(({ least, most }) => least <= most, "must name the lower price first");
const countriesSchema = z.record(
  z.string().regex(/^([A-Z]{2}|\*)$/, "must be a country such as DE, or * for any other"),
  priceSchema,
);

/** `{"currency":"EUR","twilio":{"DE":0.075,"US":[0.008,0.012],"*":[0.005,0.2]}}`, in place of all list prices. */
export const smsPricesSchema = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency such as EUR"),
    ...Object.fromEntries(smsProviderNames.map((name) => [name, countriesSchema.optional()])),
  })
  .transform(({ currency, ...providers }): SmsPrices => ({ currency, providers }));
