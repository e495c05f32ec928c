export type BookingRequest = { uid: string; startsAt: string; title: string; who: string };

/** What became of a request, in words. */
export type RequestAnswer = { kind: "confirmed" | "declined"; words: string };

/** How many more dates an answer took in, to be said after the name. */
export function datesInWords(otherCount: number | undefined): string {
  return otherCount ? ` and ${otherCount} more ${otherCount === 1 ? "date" : "dates"} of the series` : "";
}
