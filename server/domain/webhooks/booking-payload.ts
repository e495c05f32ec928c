import { Temporal } from "temporal-polyfill";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import type { BookingPayload } from "./webhook-payload-schemas";

type Person = { name: string; email: string | null; timeZone: string; language: string };

/** What receivers are told of a booking: what its organizer can see of it anyway. */
export type WebhookBooking = {
  id: number;
  uid: string;
  status: BookingStatus;
  title: string;
  notes: string;
  location: string;
  startsAt: Date;
  endsAt: Date;
  responses: Record<string, unknown>;
  metadata: Record<string, string>;
  guests: readonly string[];
  eventType: {
    id: number;
    slug: string;
    title: string;
    description: string;
    requiresConfirmation: boolean;
    seatsPerSlot: number | null;
    showsSeatAttendees: boolean;
  };
  host: { id: number; name: string; email: string; username: string; timeZone: string; locale: string };
  hostAbsent: boolean;
  attendees: readonly (Person & { phoneNumber: string | null; absent: boolean })[];
  cancellationReason: string | null;
  cancelledByEmail: string | null;
  rejectionReason: string | null;
  reschedulingReason: string | null;
  rescheduledByEmail: string | null;
  /** The booking that this one took the place of. */
  former: { id: number; uid: string; startsAt: Date; endsAt: Date } | null;
};

/**
 * A booking as receivers of Cal.com's webhooks know it: dates as ISO strings, offsets in minutes. What Punctual
 * doesn't have (payments, apps, calendars to choose) has the value that means nothing there.
 */
export function bookingPayload(booking: WebhookBooking): BookingPayload {
  const { eventType, host, startsAt, endsAt } = booking;
  const [attendee] = booking.attendees;
  return {
    type: eventType.slug,
    title: booking.title,
    description: booking.notes,
    additionalNotes: booking.notes,
    customInputs: {},
    startTime: startsAt.toISOString(),
    endTime: endsAt.toISOString(),
    organizer: {
      id: host.id,
      name: host.name,
      email: host.email,
      username: host.username,
      timeZone: host.timeZone,
      language: { locale: host.locale },
      timeFormat: "h:mma",
      utcOffset: utcOffsetMinutes(host.timeZone, startsAt),
      absent: booking.hostAbsent,
    },
    responses: responsesOf(booking, attendee),
    userFieldsResponses: labelled(booking.responses),
    attendees: booking.attendees.map((person) => ({
      name: person.name,
      email: person.email ?? "",
      timeZone: person.timeZone,
      language: { locale: person.language },
      utcOffset: utcOffsetMinutes(person.timeZone, startsAt),
      phoneNumber: person.phoneNumber,
      absent: person.absent,
    })),
    guests: booking.guests,
    location: booking.location,
    destinationCalendar: null,
    hideCalendarNotes: false,
    requiresConfirmation: eventType.requiresConfirmation,
    eventTypeId: eventType.id,
    seatsShowAttendees: eventType.showsSeatAttendees,
    seatsPerTimeSlot: eventType.seatsPerSlot,
    uid: booking.uid,
    appsStatus: [],
    eventTitle: eventType.title,
    eventDescription: eventType.description,
    price: 0,
    currency: "usd",
    length: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000),
    bookingId: booking.id,
    metadata: { ...booking.metadata, ...videoCall(booking.location) },
    status: booking.status.toUpperCase(),
    ...changesOf(booking),
  };
}

/** What became of a booking, where something did. */
function changesOf(booking: WebhookBooking) {
  const { former } = booking;
  return {
    ...(former && {
      rescheduleId: former.id,
      rescheduleUid: former.uid,
      rescheduleStartTime: former.startsAt.toISOString(),
      rescheduleEndTime: former.endsAt.toISOString(),
    }),
    ...(booking.reschedulingReason !== null && { reschedulingReason: booking.reschedulingReason }),
    ...(booking.rescheduledByEmail !== null && { rescheduledBy: booking.rescheduledByEmail }),
    ...(booking.cancellationReason !== null && { cancellationReason: booking.cancellationReason }),
    ...(booking.cancelledByEmail !== null && { cancelledBy: booking.cancelledByEmail }),
    ...(booking.rejectionReason !== null && { rejectionReason: booking.rejectionReason }),
  };
}

function responsesOf(
  { responses, notes, location, guests }: WebhookBooking,
  attendee: WebhookBooking["attendees"][number] | undefined,
) {
  return {
    name: { label: "your_name", value: attendee?.name ?? "" },
    email: { label: "email_address", value: attendee?.email ?? "" },
    ...(attendee?.phoneNumber && {
      attendeePhoneNumber: { label: "phone_number", value: attendee.phoneNumber },
    }),
    location: { label: "location", value: location },
    notes: { label: "additional_notes", value: notes },
    guests: { label: "additional_guests", value: guests },
    ...labelled(responses),
  };
}

function labelled(responses: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(responses).map(([name, value]) => [name, { label: name, value }]));
}

function videoCall(location: string): { videoCallUrl?: string } {
  return /^https?:\/\//.test(location) ? { videoCallUrl: location } : {};
}

function utcOffsetMinutes(timeZone: string, at: Date): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.offsetNanoseconds / 60_000_000_000;
}
