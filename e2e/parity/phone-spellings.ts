import type { PhonePlace, PhoneSpelling } from "./doors";

const formats: Record<string, string> = {
  "E.164": "+14155552671",
  "with spaces and brackets": "+1 (415) 555-2671",
  "with 00": "00 1 415 555 2671",
};

const otherPlaces: PhonePlace[] = [
  "smsReminderNumber",
  "response:attendeePhoneNumber",
  "response:smsReminderNumber",
  "response:phone",
  "response:location",
  "location:attendeePhone",
  "location:text",
];

/** One number in every format at the attendee, and in every other place that a request may have it. */
export const phoneSpellings: PhoneSpelling[] = [
  ...Object.entries(formats).map(([name, text]) => ({
    name: `attendee, ${name}`,
    place: "attendee" as const,
    text,
  })),
  ...otherPlaces.map((place) => ({ name: place, place, text: "+1 415-555-2671" })),
];
