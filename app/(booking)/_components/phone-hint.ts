import { callingCode } from "@/server/domain/phone/calling-code";

export type PhoneHint = { region: string; callingCode: string | null };

/** Where the reader of a locale seems to be, and what phone numbers there begin with. */
export function phoneHintFor(locale: string): PhoneHint {
  const region = new Intl.Locale(locale).region ?? "US";
  return { region, callingCode: callingCode(region) };
}
