import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/**
 * How a number that was written without its country code is written with it, when it is meant as one of the
 * region: "0170 1234567" in "DE" → "+49 170 1234567". Null when it has a country code or can't be one of there.
 */
export function internationalSpelling(spelling: string, region: string): string | null {
  if (/^\s*(\+|00|tel:)/i.test(spelling) || !isSupportedCountry(region)) return null;
  const parsed = parsePhoneNumberFromString(spelling, { defaultCountry: region, extract: false });
  return parsed?.isValid() ? parsed.formatInternational() : null;
}
