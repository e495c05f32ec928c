import { callRest } from "../support/rest-client";
import {
  type Actor,
  attendee,
  type BookRequest,
  type Credentials,
  cancelReason,
  type DoorDriver,
  movingReason,
  notes,
  type PhoneSpelling,
} from "./doors";

/** The public REST API, as a program calls it. */
export function restDoor(baseUrl: string, credentials: Credentials): DoorDriver {
  const headersOf = (actor: Actor) => (actor === "anonymous" ? {} : credentials[actor]);
  const call = async (actor: Actor, path: string, body: unknown) => {
    const answer = await callRest(baseUrl, path, { body, headers: headersOf(actor) });
    if (answer.status > 201) throw new Error(`REST ${path}: ${answer.status} ${answer.body.error?.message}`);
    return answer.body.data.uid;
  };
  return {
    door: "rest",
    actors: ["anonymous", "owner's key", "another's key"],
    spells: () => true,
    book: (actor, request) => call(actor, "/bookings", bookingBody(request)),
    move: (actor, uid, start) =>
      call(actor, `/bookings/${uid}/reschedule`, { start, reschedulingReason: movingReason }),
    cancel: async (actor, uid) => {
      await call(actor, `/bookings/${uid}/cancel`, { cancellationReason: cancelReason });
    },
    close: async () => undefined,
  };
}

function bookingBody({ start, eventTypeId, spelling }: BookRequest) {
  const { attendeePart, bookingFieldsResponses, ...rest } = phoneParts(spelling);
  return {
    start,
    eventTypeId,
    ...rest,
    attendee: { ...attendee, ...attendeePart },
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
