/** A moment as one would say it: "Tuesday 1 December 2026 at 10:00". */
export function sayMoment(instant: string | number, timeZone: string): string {
  const format = Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone });
  return format.format(new Date(instant)).replace(/,/g, "");
}

/** Several things as one would say them: "a, b and c". */
export function sayList(parts: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { style: "long", type: "conjunction" }).format(parts);
}
