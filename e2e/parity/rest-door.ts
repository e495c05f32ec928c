import { callRest } from "../support/rest-client";
import {
  type Actor,
  attendee,
  type BookRequest,
  type Credentials,
  cancelReason,
  type DoorDriver,
  declineReason,
  movingReason,
  notes,
  type PhoneSpelling,
} from "./doors";

type Answered = { uid: string } | { uid: string }[];

/** The public REST API, as a program calls it. */
export function restDoor(baseUrl: string, credentials: Credentials): DoorDriver {
  const headersOf = (actor: Actor) => (actor === "anonymous" ? {} : credentials[actor]);
  const call = async (actor: Actor, path: string, body: unknown) => {
    const answer = await callRest<Answered>(baseUrl, path, { body, headers: headersOf(actor) });
    if (answer.status > 201) throw new Error(`REST ${path}: ${answer.status} ${answer.body.error?.message}`);
    const { data } = answer.body;
    return (Array.isArray(data) ? data[0]?.uid : data.uid) ?? "";
  };
  // Callers keep the uid of a seat from when they booked it.
  const seatOf = async (uid: string) => {
    const { body } = await callRest<{ seatUid?: string }>(baseUrl, `/bookings/${uid}`);
    return { seatUid: body.data.seatUid };
  };
  return {
    door: "rest",
    actors: ["anonymous", "owner's key", "another's key"],
    spells: () => true,
    book: (actor, request) => call(actor, "/bookings", bookingBody(request)),
    move: async (actor, uid, start) => {
      const body = { start, reschedulingReason: movingReason, ...(await seatOf(uid)) };
      return call(actor, `/bookings/${uid}/reschedule`, body);
    },
    cancel: async (actor, uid) => {
      const body = { cancellationReason: cancelReason, ...(await seatOf(uid)) };
      await call(actor, `/bookings/${uid}/cancel`, body);
    },
    hosts: ["owner's key"],
    answer: async (actor, uid, answer) => {
      const body = answer === "decline" ? { reason: declineReason } : {};
      await call(actor, `/bookings/${uid}/${answer}`, body);
    },
    markAbsent: async (actor, uid, who) => {
      const marks =
        who === "host" ? { host: true } : { attendees: [{ email: attendee.email, absent: true }] };
      await call(actor, `/bookings/${uid}/mark-absent`, marks);
    },
    cancelSeries: async (actor, seriesUid) => {
      await call(actor, `/bookings/${seriesUid}/cancel`, { cancellationReason: cancelReason });
    },
    close: async () => undefined,
  };
}

function bookingBody({ start, meeting, spelling, guest }: BookRequest) {
  const { attendeePart, bookingFieldsResponses, ...rest } = phoneParts(spelling);
  return {
    start,
    eventTypeId: meeting.id,
    ...rest,
    attendee: { ...attendee, ...guest, ...attendeePart },
    bookingFieldsResponses: { notes, ...bookingFieldsResponses },
  };
}

function phoneParts({ place, text }: PhoneSpelling): {
  attendeePart?: Record<string, string>;
  bookingFieldsResponses?: Record<string, unknown>;
  smsReminderNumber?: string;
  location?: unknown;
} {
  switch (place) {
    case "attendee":
      return { attendeePart: { phoneNumber: text } };
    case "smsReminderNumber":
      return { smsReminderNumber: text };
    case "location:attendeePhone":
      return { location: { type: "attendeePhone", phone: text } };
    case "location:text":
      return { location: text };
    case "response:location":
      return { bookingFieldsResponses: { location: { value: "phone", optionValue: text } } };
    default:
      return { bookingFieldsResponses: { [place.slice("response:".length)]: text } };
  }
}
