export type HourCycle = "h12" | "h23";

export type TimeFormat = {
  timeZone: string;
  /** "9:30 AM" or "09:30". */
  time(instant: Date): string;
  /** The same for a time of day "09:30". */
  timeOfDay(at: string): string;
  /** "Thursday, November 26". */
  day(instant: Date): string;
  /** The same for a date "2026-11-26". */
  dayOn(on: string): string;
  /** The date "2026-11-26". */
  date(instant: Date): string;
  /** "Thursday, November 26, 2026". */
  fullDay(instant: Date): string;
  /** "Thu, Nov 26". */
  shortDay(instant: Date): string;
  /** "9:30 – 10:00 AM", with the day where the end lies on another one. */
  range(start: Date, end: Date): string;
  /** "today", "tomorrow", or the short day, seen from `now`. */
  relativeDay(instant: Date, now: Date): string;
};

const longDay: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
const millisecondsPerDay = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The date "YYYY-MM-DD" that a zone's calendar shows at an instant. */
export function dateInZone(instant: Date, timeZone: string): string {
  return formatter("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
}

/** Writes instants as clocks and calendars of a zone show them, in a locale's order. */
export function timeFormat(locale: string, timeZone: string, hourCycle: HourCycle): TimeFormat {
  const clock: Intl.DateTimeFormatOptions =
    hourCycle === "h12" ? { hour: "numeric", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit" };
  const write = (options: Intl.DateTimeFormatOptions, instant: Date) =>
    plainSpaces(formatter(locale, { timeZone, ...options }).format(instant));
  const time = (instant: Date) => write({ ...clock, hourCycle }, instant);
  const shortDay = (instant: Date) => write({ weekday: "short", day: "numeric", month: "short" }, instant);
  return {
    timeZone,
    time,
    timeOfDay: (at) => write({ ...clock, hourCycle, timeZone: "UTC" }, new Date(`2026-01-01T${at}Z`)),
    shortDay,
    day: (instant) => write(longDay, instant),
    dayOn: (on) => write({ ...longDay, timeZone: "UTC" }, new Date(on)),
    date: (instant) => dateInZone(instant, timeZone),
    fullDay: (instant) => write({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, instant),
    range: (start, end) => {
      const endsOnSameDay = dateInZone(start, timeZone) === dateInZone(end, timeZone);
      return `${time(start)} – ${endsOnSameDay ? "" : `${shortDay(end)}, `}${time(end)}`;
    },
    relativeDay: (instant, now) => {
      const on = dateInZone(instant, timeZone);
      const daysAhead = (Date.parse(on) - Date.parse(dateInZone(now, timeZone))) / millisecondsPerDay;
      if (daysAhead === 0) return "today";
      if (daysAhead === 1) return "tomorrow";
      return daysAhead === -1 ? "yesterday" : shortDay(instant);
    },
  };
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const kept = formatters.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** A text with plain spaces: servers and browsers differ in the one before "AM" and must draw the same. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0\u2009]/g, " ");
}
