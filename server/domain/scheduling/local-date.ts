export const millisecondsPerMinute = 60_000;
export const minutesPerDay = 1_440;
export const millisecondsPerDay = 86_400_000;

/** ISO 8601: Monday is 1, Sunday 7. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

export type Period = "day" | "week" | "month" | "year";

/**
 * Days from 1970-01-01 to a date in the form "YYYY-MM-DD".
 *
 * @throws RangeError when the text is no such date
 */
export function epochDayOfDate(on: string): number {
  const epochDay = Date.parse(on) / millisecondsPerDay;
  if (!Number.isInteger(epochDay) || dateOfEpochDay(epochDay) !== on) {
    throw new RangeError(`Not a date in the form YYYY-MM-DD: ${on}`);
  }
  return epochDay;
}

/** The date "YYYY-MM-DD" that many days after 1970-01-01. */
export function dateOfEpochDay(epochDay: number): string {
  return new Date(epochDay * millisecondsPerDay).toISOString().slice(0, -14);
}

export function weekdayOfEpochDay(epochDay: number): Weekday {
  return (daysAfterMonday(epochDay) + 1) as Weekday;
}

/** Monday to Friday; holidays are the host's to close. */
export function isBusinessDay(epochDay: number): boolean {
  return daysAfterMonday(epochDay) < 5;
}

/** The first day of the day, week, month or year that a day lies in. */
export function firstDayOfPeriod(period: Period, epochDay: number, weekStartsOn: Weekday): number {
  if (period === "day") return epochDay;
  if (period === "week") return epochDay - daysAfterMonday(epochDay - weekStartsOn + 1);
  const date = new Date(epochDay * millisecondsPerDay);
  const month = period === "month" ? date.getUTCMonth() : 0;
  return Date.UTC(date.getUTCFullYear(), month, 1) / millisecondsPerDay;
}

/** The first day after the day, week, month or year that a day lies in. */
export function firstDayAfterPeriod(period: Period, epochDay: number, weekStartsOn: Weekday): number {
  const inNextPeriod = firstDayOfPeriod(period, epochDay, weekStartsOn) + longestPeriodDays[period];
  return firstDayOfPeriod(period, inNextPeriod, weekStartsOn);
}

const longestPeriodDays = { day: 1, week: 7, month: 31, year: 366 } as const;

function daysAfterMonday(epochDay: number): number {
  // 1970-01-01 was a Thursday.
  return (((epochDay + 3) % 7) + 7) % 7;
}
