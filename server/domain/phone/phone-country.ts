import parsePhoneNumber from "libphonenumber-js";

/** Where an E.164 number is from, as an ISO 3166 code; undefined for numbers of no country. */
export function phoneCountry(e164: string): string | undefined {
  return parsePhoneNumber(e164)?.country;
}

/** Whether texts may go to a number; null allows all countries. */
export function isCountryAllowed(e164: string, countries: readonly string[] | null): boolean {
  if (countries === null) return true;
  const country = phoneCountry(e164);
  return country !== undefined && countries.includes(country);
}
