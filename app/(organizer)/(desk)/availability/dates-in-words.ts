import type { TimeFormat } from "@/app/_lib/time-format";

/** A stretch of dates, both included: one day, or from one to another. */
export function datesInWords(
  format: TimeFormat,
  { startOn, endOn }: { startOn: string; endOn: string },
): string {
  const first = `${format.dayOn(startOn)}, ${startOn.slice(0, 4)}`;
  return startOn === endOn ? first : `${first} – ${format.dayOn(endOn)}, ${endOn.slice(0, 4)}`;
}
