import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js";

/** The country code that numbers of a region begin with ("DE" → "+49"), or null for an unknown region. */
export function callingCode(region: string): string | null {
  return isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : null;
}
