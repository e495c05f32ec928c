import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";

export type NormalizedPhone =
  | { ok: true; e164: string }
  | { ok: false; reason: "no_country_code" | "not_possible" };

/**
 * The E.164 form of a number in any spelling with a country code (`+`, `00`, `tel:`, spaces, brackets), or
 * without one where `defaultCountry` says which is meant. A number is accepted when its length is possible in
 * its country; whether it is assigned only the carrier knows.
 */
export function normalizePhone(spelling: string, defaultCountry?: CountryCode): NormalizedPhone {
  const trimmed = spelling
    .trim()
    .replace(/^tel:/i, "")
    .replace(/^00[\s.-]*(?=[1-9])/, "+");
  if (!trimmed.startsWith("+") && !defaultCountry) return { ok: false, reason: "no_country_code" };
  const parsed = parsePhoneNumberFromString(trimmed, { defaultCountry, extract: false });
  if (!parsed?.isPossible()) return { ok: false, reason: "not_possible" };
  return { ok: true, e164: parsed.number };
}
