import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
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

/** Someone who is invited. */
export type CalendarGuest = { name: string; email: string };

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
  const isOff = statuses[entry.status] === ICalEventStatus.CANCELLED;
  const calendar = emptyCalendar(isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH);
  addEntry(calendar, entry, []);
  return calendar.toString();
}

export type InvitationMethod = "REQUEST" | "CANCEL";

/**
 * Bookings of one calendar uid as an invitation, or as its withdrawal: what mails carry, so that the reader's
 * calendar enters, moves or removes them by itself.
 * @see RFC 5546 sections 3.2.2 and 3.2.5
 */
export function bookingInvitation(
  method: InvitationMethod,
  entries: readonly CalendarEntry[],
  guests: readonly CalendarGuest[],
): string {
  const calendar = emptyCalendar(ICalCalendarMethod[method]);
  for (const entry of entries) addEntry(calendar, entry, guests);
  return calendar.toString();
}

function emptyCalendar(method: ICalCalendarMethod): ICalCalendar {
  return ical({ prodId: { company: "Punctual", product: "Punctual", language: "EN" }, method });
}

function addEntry(calendar: ICalCalendar, entry: CalendarEntry, guests: readonly CalendarGuest[]): void {
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
    attendees: guests.map((guest) => ({
      ...guest,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })),
    status: statuses[entry.status],
  });
}
