import type { SelectOption } from "@/app/_components/select";

const offered = [
  "en-US",
  "en-GB",
  "en-AU",
  "en-CA",
  "en-IN",
  "da",
  "de",
  "es",
  "fr",
  "it",
  "ja",
  "nb",
  "nl",
  "pl",
  "pt-BR",
  "pt-PT",
  "sv",
];

// A date on which no two orders of day, month and year look alike.
const sampleAt = new Date("2026-11-26T16:30:00Z");

/** The ways of writing dates on offer, and `current` if it is another, each with a sample. */
export function localeOptions(current: string): SelectOption<string>[] {
  const locales = offered.includes(current) ? offered : [current, ...offered];
  const names = new Intl.DisplayNames("en", { type: "language" });
  return locales.map((id) => ({ id, label: `${names.of(id) ?? id} – ${sample(id)}` }));
}

function sample(locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  // Servers and browsers differ in the space before "PM".
  return format.format(sampleAt).replace(/[\u202f\u00a0\u2009]/g, " ");
}
