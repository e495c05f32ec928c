import { z } from "zod";
import { bookingStatuses } from "@/server/domain/bookings/booking-status";
import type { AppCaller } from "@/server/routers/app-router";
import { messageData, messageDataSchema } from "./message-data";

const personSchema = z.object({
  name: z.string(),
  /** Empty for an attendee who gave only a phone number. */
  email: z.string(),
  displayEmail: z.string(),
  timeZone: z.string(),
});

/** A booking as this API shows it; what isn't set is left out. */
export const bookingDataSchema = z.object({
  id: z.int(),
  uid: z.string(),
  title: z.string(),
  description: z.string(),
  hosts: z.array(personSchema.extend({ id: z.int(), username: z.string() })),
  status: z.enum(bookingStatuses),
  cancellationReason: z.string().optional(),
  cancelledByEmail: z.string().optional(),
  reschedulingReason: z.string().optional(),
  rescheduledByEmail: z.string().optional(),
  rescheduledFromUid: z.string().optional(),
  /** Of the series that it is a date of. */
  recurringBookingUid: z.string().optional(),
  /** Of the place that it takes in a session. */
  seatUid: z.string().optional(),
  rescheduledToUid: z.string().optional(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  duration: z.int(),
  eventTypeId: z.int(),
  eventType: z.object({ id: z.int(), slug: z.string() }),
  meetingUrl: z.string().optional(),
  location: z.string().optional(),
  absentHost: z.boolean(),
  /** From 1 to 5, once whoever booked has said so. */
  rating: z.int().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  metadata: z.record(z.string(), z.string()),
  icsUid: z.string(),
  attendees: z.array(
    personSchema.extend({
      language: z.string(),
      absent: z.boolean(),
      phoneNumber: z.string().optional(),
      seatUid: z.string().optional(),
      bookingFieldsResponses: z.looseObject({ name: z.string() }).optional(),
      metadata: z.record(z.string(), z.string()).optional(),
    }),
  ),
  guests: z.array(z.string()).optional(),
  bookingFieldsResponses: z.looseObject({ name: z.string(), email: z.string() }),
  /** What the workflows owe. */
  workflows: z.array(messageDataSchema),
  /** The booking's own e-mails. */
  notifications: z.array(messageDataSchema),
  /** Messages from before a change that were going out already and could not be stopped. */
  inFlightMessages: z.array(messageDataSchema).optional(),
});

export type BookingData = z.output<typeof bookingDataSchema>;

type BookingView = Awaited<ReturnType<AppCaller["booking"]["get"]>>;
type MessageViews = BookingView["workflows"];
type ChangedView = BookingView & { others?: BookingView[]; inFlightMessages?: MessageViews };

/** What this API shows of a booking, and after a change of what could no longer be stopped. */
export function bookingData(view: BookingView & { inFlightMessages?: MessageViews }): BookingData {
  const { inFlightMessages = [] } = view;
  return {
    id: view.id,
    uid: view.uid,
    title: view.title,
    description: view.notes,
    hosts: [{ ...view.host, displayEmail: view.host.email }],
    status: view.status,
    ...changesOf(view),
    recurringBookingUid: view.series?.uid,
    seatUid: view.seat?.uid,
    start: view.startsAt,
    end: view.endsAt,
    duration: (Date.parse(view.endsAt) - Date.parse(view.startsAt)) / 60_000,
    eventTypeId: view.eventType.id,
    eventType: { id: view.eventType.id, slug: view.eventType.slug },
    meetingUrl: view.location || undefined,
    location: view.location || undefined,
    absentHost: view.hostAbsent,
    rating: view.rating?.stars,
    createdAt: view.createdAt,
    updatedAt: view.updatedAt,
    metadata: view.metadata,
    icsUid: view.calendarUid,
    attendees: view.attendees.map((attendee) => ({ ...attendeeData(attendee), ...seatData(view, attendee) })),
    guests: view.guests.length > 0 ? view.guests : undefined,
    bookingFieldsResponses: {
      ...view.responses,
      name: view.attendees[0]?.name ?? "",
      email: view.attendees[0]?.email ?? "",
    },
    workflows: view.workflows.map(messageData),
    notifications: view.notifications.map(messageData),
    inFlightMessages: inFlightMessages.length > 0 ? inFlightMessages.map(messageData) : undefined,
  };
}

/** What this API shows of bookings that were made or changed as one, by their start. */
export function bookingsData({ others = [], inFlightMessages = [], ...named }: ChangedView): BookingData[] {
  const views = [named, ...others];
  const shown = new Set(views.flatMap(messagesOf).map(({ id }) => id));
  const ofFormer = inFlightMessages.filter(({ id }) => !shown.has(id));
  return views
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .map((view) => {
      const own = new Set(messagesOf(view).map(({ id }) => id));
      const inFlight = inFlightMessages.filter(({ id }) => own.has(id));
      return bookingData({
        ...view,
        inFlightMessages: view === named ? [...ofFormer, ...inFlight] : inFlight,
      });
    });
}

function messagesOf({ workflows, notifications }: BookingView): MessageViews {
  return [...workflows, ...notifications];
}

/** What an attendee with a seat is shown with besides. */
function seatData({ seat, responses, metadata }: BookingView, { name }: BookingView["attendees"][number]) {
  if (seat === null) return {};
  const { email: _, ...answers } = responses;
  return { seatUid: seat.uid, bookingFieldsResponses: { ...answers, name }, metadata };
}

function changesOf(view: BookingView) {
  return {
    cancellationReason: view.cancellationReason ?? undefined,
    cancelledByEmail: view.cancelledByEmail ?? undefined,
    reschedulingReason: view.reschedulingReason ?? undefined,
    rescheduledByEmail: view.rescheduledByEmail ?? undefined,
    rescheduledFromUid: view.rescheduledFromUid ?? undefined,
    rescheduledToUid: view.rescheduledToUid ?? undefined,
  };
}

function attendeeData(attendee: BookingView["attendees"][number]): BookingData["attendees"][number] {
  const { name, email, timeZone, language, absent, phoneNumber } = attendee;
  const address = email ?? "";
  return {
    name,
    email: address,
    displayEmail: address,
    timeZone,
    language,
    absent,
    phoneNumber: phoneNumber ?? undefined,
  };
}
