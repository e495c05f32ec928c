import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import type { RecipientRole } from "@/server/domain/workflows/message-state";
import { formatDateParts, isDateFormat } from "./format-date-parts";
import type { VariableReader } from "./render-template";

/**
 * The values of a template's variables for one recipient; times are in the recipient's zone and language.
 * `publicUrl` has no trailing slash.
 */
export function bookingVariables(
  booking: BookingFacts,
  recipient: RecipientRole,
  publicUrl: string,
): Map<string, string> {
  const { attendee, host } = booking;
  const { timeZone, locale } = readerOf(booking, recipient);
  const time = (instant: Date, zone: string) => formatTime(instant, zone, locale);
  const [firstName = "", ...lastNames] = attendee.name.trim().split(/\s+/);
  const manageUrl = `${publicUrl}/booking/${booking.uid}`;
  return new Map([
    ...answers(booking.responses),
    ["EVENT_NAME", booking.eventTypeTitle],
    ["EVENT_DATE", formatDate(booking.startsAt, timeZone, locale)],
    ["EVENT_TIME", time(booking.startsAt, timeZone)],
    ["EVENT_END_TIME", time(booking.endsAt, timeZone)],
    ["START_TIME", time(booking.startsAt, timeZone)],
    ["TIMEZONE", timeZone],
    ["LOCATION", booking.location || "to be agreed"],
    ["MEETING_URL", /^https?:\/\//.test(booking.location) ? booking.location : ""],
    ["ORGANIZER", host.name],
    ["ORGANIZER_NAME", host.name],
    ["ORGANIZER_EMAIL", host.email],
    ["ATTENDEE", attendee.name],
    ["ATTENDEE_NAME", attendee.name],
    ["ATTENDEE_FIRST_NAME", firstName],
    ["ATTENDEE_LAST_NAME", lastNames.join(" ")],
    ["ATTENDEE_EMAIL", attendee.email ?? ""],
    ["ATTENDEE_TIMEZONE", attendee.timeZone],
    ["EVENT_START_TIME_IN_ATTENDEE_TIMEZONE", time(booking.startsAt, attendee.timeZone)],
    ["EVENT_END_TIME_IN_ATTENDEE_TIMEZONE", time(booking.endsAt, attendee.timeZone)],
    ["ADDITIONAL_NOTES", booking.notes || "none"],
    ["CANCEL_REASON", booking.cancellationReason || "none given"],
    ["RESCHEDULE_REASON", booking.reschedulingReason || "none given"],
    ["DECLINE_REASON", booking.rejectionReason || "none given"],
    ["SERIES_DATES", seriesDates(booking, timeZone, locale)],
    ["RESCHEDULE_URL", manageUrl],
    ["CANCEL_URL", manageUrl],
    ["ORGANIZER_BOOKING_URL", `${publicUrl}/bookings/${booking.uid}`],
    ["RATING_URL", `${manageUrl}/rating`],
    ["NO_SHOW_URL", `${publicUrl}/bookings/${booking.uid}#attendance`],
  ]);
}

/** The names that take a format after an underscore, the longer ones first. */
export const formattedNames = [
  "EVENT_START_TIME_IN_ATTENDEE_TIMEZONE",
  "EVENT_END_TIME_IN_ATTENDEE_TIMEZONE",
  "EVENT_END_TIME",
  "EVENT_DATE",
  "EVENT_TIME",
  "START_TIME",
] as const;

/** A date's or time's name and its format, where a variable is such a pair. */
export function splitFormat(
  variable: string,
): { name: (typeof formattedNames)[number]; format: string } | null {
  const name = formattedNames.find((each) => variable.startsWith(`${each}_`));
  const format = name === undefined ? "" : variable.slice(name.length + 1);
  return name !== undefined && isDateFormat(format) ? { name, format } : null;
}

/** The variables of `bookingVariables`, and dates and times in any format: {EVENT_DATE_dddd, D MMMM}. */
export function bookingReader(
  booking: BookingFacts,
  recipient: RecipientRole,
  publicUrl: string,
): VariableReader {
  const values = bookingVariables(booking, recipient, publicUrl);
  const { attendee } = booking;
  const person = readerOf(booking, recipient);
  return {
    get: (variable) => {
      const split = values.has(variable) ? null : splitFormat(variable);
      if (!split) return values.get(variable);
      const instant = split.name.startsWith("EVENT_END") ? booking.endsAt : booking.startsAt;
      const timeZone = split.name.endsWith("ATTENDEE_TIMEZONE") ? attendee.timeZone : person.timeZone;
      return formatDateParts(instant, split.format, timeZone, person.locale);
    },
  };
}

/** Whose clock and language a recipient reads: fixed recipients read the host's. */
function readerOf({ attendee, host }: BookingFacts, recipient: RecipientRole) {
  return recipient === "attendee"
    ? { timeZone: attendee.timeZone, locale: attendee.language }
    : { timeZone: host.timeZone, locale: host.locale };
}

/** The name by which templates call the answer to a booking question. */
export function answerVariable(question: string): string {
  return question.replace(/[^\p{L}\p{N}]+/gu, "_").toUpperCase();
}

function answers(responses: Record<string, unknown>): [string, string][] {
  return Object.entries(responses).map(([question, answer]) => [
    answerVariable(question),
    answerText(answer),
  ]);
}

function answerText(answer: unknown): string {
  if (Array.isArray(answer)) return answer.map(answerText).filter(Boolean).join(", ");
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  return typeof answer === "string" || typeof answer === "number" ? String(answer) : "";
}

/** The dates of a series as lines to go below the others, or nothing where there is no other date. */
function seriesDates({ seriesStartsAt, startsAt }: BookingFacts, timeZone: string, locale: string): string {
  if (seriesStartsAt === null) return "";
  const isOnly = seriesStartsAt.length === 1 && seriesStartsAt[0]?.getTime() === startsAt.getTime();
  if (isOnly) return "";
  const lines = seriesStartsAt.map(
    (start) => `\n- ${formatDate(start, timeZone, locale)}, ${formatTime(start, timeZone, locale)}`,
  );
  const stands = seriesStartsAt.some((start) => start.getTime() === startsAt.getTime());
  if (stands) return `\nAll dates:${lines.join("")}`;
  return lines.length === 0 ? "\nNo other date of the series is left." : `\nStill booked:${lines.join("")}`;
}

function formatDate(instant: Date, timeZone: string, locale: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  return formatter("date", locale, { timeZone, ...options }).format(instant);
}

// Node separates "9:00" and "AM" with a narrow no-break space, which would turn a text into 70-character segments.
function formatTime(instant: Date, timeZone: string, locale: string): string {
  return formatter("time", locale, { timeZone, timeStyle: "short" })
    .format(instant)
    .replace(/[\u202f\u00a0]/g, " ");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Kept, since making one takes longer than a hundred uses. */
function formatter(kind: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${locale} ${options.timeZone}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
