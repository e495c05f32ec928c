import { readingAt } from "../local-clock";
import type { ExpectedBooking, ExpectedMessage } from "./booking-oracle";

type Role = ExpectedMessage["role"];

/** The zone that whoever reads a message lives in. */
export function readerZone({ host, person }: ExpectedBooking, role: Role): string {
  return role === "attendee" ? person.timeZone : host.timeZone;
}

/** The made-up texts of the proof say who and when, so that a stale one shows. */
export function fillStep(template: string, booking: ExpectedBooking, role: Role): string {
  const { year, month, day, minutes } = readingAt(booking.startMs, readerZone(booking, role));
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return template
    .replace("{ATTENDEE_NAME}", booking.person.name)
    .replace("{EVENT_DATE_YYYY-MM-DD}", date)
    .replace("{EVENT_TIME_HH:mm}", time);
}

/** The subjects of a booking's own mails. */
export function fillSubject(subject: string, booking: ExpectedBooking, role: Role): string {
  const timeZone = readerZone(booking, role);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en", { timeZone, ...options }).format(booking.startMs);
  const date = show({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const time = show({ timeStyle: "short" }).replace(/[\u202f\u00a0]/g, " ");
  return subject
    .replace("EVENT", booking.eventType.title)
    .replace("NAME", booking.person.name)
    .replace("DATE", date)
    .replace("TIME", time);
}
