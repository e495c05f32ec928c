import { Temporal } from "temporal-polyfill";

export const recurrenceFrequencies = ["weekly", "monthly", "yearly"] as const;
export type RecurrenceFrequency = (typeof recurrenceFrequencies)[number];

/** How a booking repeats: every `interval` weeks, months or years, `count` times in all. */
export type Recurrence = { frequency: RecurrenceFrequency; interval: number; count: number };

const unitOf = { weekly: "weeks", monthly: "months", yearly: "years" } as const;

/**
 * The starts of a series, the first included, ascending: the same clock time in the zone on each date.
 *
 * Each is counted from the first, so that a series from 31 January comes on 28 February and on 31 March: a month
 * without that day has it on its last. A clock time that spring skips is read an hour later.
 *
 * @throws RangeError when the zone is unknown
 */
export function occurrenceStarts(recurrence: Recurrence, firstMs: number, timeZone: string): number[] {
  const first = Temporal.Instant.fromEpochMilliseconds(firstMs).toZonedDateTimeISO(timeZone);
  const unit = unitOf[recurrence.frequency];
  return Array.from({ length: recurrence.count }, (_, index) =>
    index === 0 ? firstMs : first.add({ [unit]: index * recurrence.interval }).epochMilliseconds,
  );
}
