import type { AppCaller } from "@/server/routers/app-router";
import type { BookingData } from "./booking-data-schema";
import { messageData } from "./message-data";

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
