import type { AppCaller } from "@/server/routers/app-router";
import { sayMoment } from "./say-moment";

export type BookingView = Awaited<ReturnType<AppCaller["booking"]["get"]>>;

const standings: Record<BookingView["status"], string> = {
  accepted: "",
  pending: " (waits for the host to accept)",
  cancelled: " (cancelled)",
  rejected: " (turned down)",
};

/** A booking in one line: what, when, how it stands, and the uid by which to speak of it. */
export function sayBooking(view: BookingView, timeZone: string): string {
  const { title, startsAt, location, uid, status } = view;
  const place = location ? `, ${location}` : "";
  return `${title}, ${sayMoment(startsAt, timeZone)} ${timeZone}${place}${standings[status]}. Booking uid: ${uid}.`;
}

/** The zone in which to speak of a booking with whoever asked: the one they named, else the attendee's. */
export function zoneOf(view: BookingView, wanted: string | undefined): string {
  return wanted ?? view.attendees[0]?.timeZone ?? view.host.timeZone;
}

/** What was said of a booking that was changed, with how many more of its series and what could not be stopped. */
export function sayWithSeries(
  said: string,
  { others = [], inFlightMessages }: { others?: readonly unknown[]; inFlightMessages: readonly unknown[] },
): string {
  const beside = others.length > 0 ? ` ${others.length} more of its series went with it.` : "";
  return `${said}${beside}${sayInFlight(inFlightMessages)}`;
}

/** What a change could not stop any more, or nothing. */
export function sayInFlight(messages: readonly unknown[]): string {
  if (messages.length === 0) return "";
  const those = messages.length === 1 ? "One message" : `${messages.length} messages`;
  return ` ${those} about the former state had left already and may still arrive.`;
}
