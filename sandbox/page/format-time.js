const clockTime = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const shortDate = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const complete = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

function daysAgo(instant, now) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(instant)) / 86_400_000);
}

export function formatTime(instant) {
  return clockTime.format(instant);
}

export function formatComplete(instant) {
  return complete.format(instant);
}

/** The heading of a day's texts. */
export function formatDay(instant, now = new Date()) {
  const days = daysAgo(instant, now);
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : weekday.format(instant);
}

/** As short as a list can say it: the time today, the date before. */
export function formatBrief(instant, now = new Date()) {
  return daysAgo(instant, now) === 0 ? clockTime.format(instant) : shortDate.format(instant);
}
