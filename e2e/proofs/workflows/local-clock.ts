/** A calendar day; months count from 1. */
export type Day = { year: number; month: number; day: number };

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What a zone's clock and calendar show at an instant. Written with nothing but Intl, so that what the product works
 * out with Temporal is held against something else.
 */
export function readingAt(ms: number, timeZone: string): Day & { minutes: number; weekday: number } {
  const shown = shownAt(ms, timeZone);
  const date = new Date(shown);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    minutes: date.getUTCHours() * 60 + date.getUTCMinutes(),
    weekday: date.getUTCDay() || 7,
  };
}

/**
 * When a zone's clock shows so many minutes after midnight of a day. Of two such instants it is the first; a reading
 * that is skipped is as much later as the clock jumps.
 */
export function instantAt({ year, month, day }: Day, minutes: number, timeZone: string): number {
  const wanted = Date.UTC(year, month - 1, day, 0, minutes);
  const offsets = [wanted - dayMs, wanted + dayMs].map((ms) => shownAt(ms, timeZone) - ms);
  const fitting = offsets.map((offset) => wanted - offset).filter((ms) => shownAt(ms, timeZone) === wanted);
  return fitting.length > 0 ? Math.min(...fitting) : wanted - (offsets[0] ?? 0);
}

/** The day so many days after another, or before it. */
export function addDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Minutes after midnight of "HH:MM". */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** What a clock shows, as if it were UTC, to the second. */
function shownAt(ms: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-u-ca-iso8601", {
      timeZone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day] = [part("year"), part("month"), part("day")];
  return Date.UTC(year, month - 1, day, part("hour"), part("minute"), part("second"));
}
