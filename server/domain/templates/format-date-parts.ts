const tokenPattern = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|dddd|ddd|DD|D|HH|H|hh|h|mm|m|A|a|\p{L}+/gu;
const lengths: Record<string, Intl.DateTimeFormatOptions> = {
  MMMM: { month: "long" },
  MMM: { month: "short" },
  dddd: { weekday: "long" },
  ddd: { weekday: "short" },
};
const tokens = new Set([
  ...["YYYY", "YY", "MMMM", "MMM", "MM", "M", "dddd", "ddd", "DD", "D"],
  ...["HH", "H", "hh", "h", "mm", "m", "A", "a"],
]);

/** Whether a format holds at least one token and no letters that are none; text goes in square brackets. */
export function isDateFormat(format: string): boolean {
  const found = [...format.matchAll(tokenPattern)].filter((match) => match[1] === undefined);
  return found.length > 0 && found.every(([token]) => tokens.has(token));
}

/** An instant as a zone's clock and calendar show it, in a format such as "dddd, D MMMM" or "HH:mm". */
export function formatDateParts(instant: Date, format: string, timeZone: string, locale: string): string {
  const clock = new Map(
    new Intl.DateTimeFormat("en-u-ca-iso8601", {
      timeZone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => clock.get(type) ?? 0;
  const hour = part("hour");
  const numbers: Record<string, number> = {
    YYYY: part("year"),
    YY: part("year") % 100,
    M: part("month"),
    D: part("day"),
    H: hour,
    h: hour % 12 || 12,
    m: part("minute"),
  };
  return format.replace(tokenPattern, (token: string, text: string | undefined) => {
    if (text !== undefined) return text;
    const words = lengths[token];
    if (words) return new Intl.DateTimeFormat(locale, { timeZone, ...words }).format(instant);
    if (token.toUpperCase() === "A") return casedLike(token, hour < 12 ? "AM" : "PM");
    const number = numbers[token] ?? numbers[token.slice(1)];
    return number === undefined ? token : String(number).padStart(token.length, "0");
  });
}

function casedLike(token: string, text: string): string {
  return token === "a" ? text.toLowerCase() : text;
}
