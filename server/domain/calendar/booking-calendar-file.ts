import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";

export type CalendarEntry = {
  /** Stays the same when a booking is moved, so that calendars move their entry instead of adding one. */
  calendarUid: string;
  /** Grows with every change; calendars ignore what is older than they know. */
  calendarSequence: number;
  title: string;
  location: string;
  startsAt: Date;
  endsAt: Date;
  updatedAt: Date;
  status: BookingStatus;
  /** Of a series, whose dates share a uid: when this one was to start at first. */
  series?: { occurrenceAt: string } | null;
  host: { name: string; email: string };
  /** Where the booking can be seen and changed. */
  manageUrl: string;
};

const statuses: Record<BookingStatus, ICalEventStatus> = {
  pending: ICalEventStatus.TENTATIVE,
  accepted: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
  rejected: ICalEventStatus.CANCELLED,
};

/**
 * A booking as the text of an .ics file; a cancelled one takes the entry out of calendars that follow it.
 * @see RFC 5545 sections 3.6.1 and 3.8.4.4, and RFC 5546 section 3.2
 */
export function bookingCalendarFile(entry: CalendarEntry): string {
  const status = statuses[entry.status];
  const calendar = ical({
    prodId: { company: "Punctual", product: "Punctual", language: "EN" },
    method: status === ICalEventStatus.CANCELLED ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: entry.calendarUid,
    sequence: entry.calendarSequence,
    recurrenceId: entry.series ? new Date(entry.series.occurrenceAt) : null,
    stamp: entry.updatedAt,
    lastModified: entry.updatedAt,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: entry.title,
    description: `Move or cancel: ${entry.manageUrl}`,
    location: entry.location || null,
    url: entry.manageUrl,
    organizer: entry.host,
    status,
  });
  return calendar.toString();
}
