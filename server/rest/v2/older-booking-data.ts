import type { AppCaller } from "@/server/routers/app-router";
import { messageData } from "./message-data";
import type { OlderBookingData } from "./older-booking-data-schema";

type BookingView = Awaited<ReturnType<AppCaller["booking"]["get"]>>;
type ChangedView = BookingView & { inFlightMessages?: BookingView["workflows"] };

/** What the older versions show of a booking, and after a change of what could no longer be stopped. */
export function olderBookingData(view: ChangedView): OlderBookingData {
  return {
    id: view.id,
    uid: view.uid,
    title: view.title,
    description: view.notes || null,
    startTime: view.startsAt,
    endTime: view.endsAt,
    status: view.status.toUpperCase(),
    location: view.location || null,
    metadata: view.metadata,
    responses: responsesOf(view),
    cancellationReason: view.cancellationReason,
    rejectionReason: view.rejectionReason,
    rescheduled: view.rescheduledToUid !== null,
    fromReschedule: view.rescheduledFromUid,
    recurringEventId: view.series?.uid ?? null,
    smsReminderNumber: view.attendees[0]?.phoneNumber ?? null,
    userPrimaryEmail: view.host.email,
    userId: view.host.id,
    user: view.host,
    eventTypeId: view.eventType.id,
    eventType: { ...view.eventType, ...withoutTeam },
    attendees: view.attendees.map((attendee) => attendeeData(view.id, attendee)),
    seatReferenceUid: view.seat?.uid ?? null,
    seatsReferences: view.seat ? [{ referenceUid: view.seat.uid }] : [],
    ...withoutPayment,
    createdAt: view.createdAt,
    updatedAt: view.updatedAt,
    workflows: view.workflows.map(messageData),
    notifications: view.notifications.map(messageData),
    ...inFlightData(view),
  };
}

/** The messages that a change could not stop, where there are any. */
export function inFlightData({
  inFlightMessages = [],
}: Pick<ChangedView, "inFlightMessages">): Pick<OlderBookingData, "inFlightMessages"> {
  return inFlightMessages.length > 0 ? { inFlightMessages: inFlightMessages.map(messageData) } : {};
}

// Clients of these versions expect to be told of what doesn't exist here.
const withoutTeam = { eventName: null, price: 0, currency: "usd", metadata: {}, team: null } as const;
const withoutPayment = {
  customInputs: {},
  paid: false,
  payment: [],
  references: [],
  isRecorded: false,
} as const satisfies Partial<OlderBookingData>;

function responsesOf({ responses, attendees, guests, notes }: BookingView): OlderBookingData["responses"] {
  const [attendee] = attendees;
  return {
    ...responses,
    ...(notes && { notes }),
    name: attendee?.name ?? "",
    email: attendee?.email ?? "",
    guests,
  };
}

function attendeeData(
  bookingId: number,
  { id, name, email, phoneNumber, timeZone, language, absent }: BookingView["attendees"][number],
): OlderBookingData["attendees"][number] {
  return { id, bookingId, name, email: email ?? "", phoneNumber, timeZone, locale: language, noShow: absent };
}
