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

type Booked = { uid: string };
type Answer = { result?: { data: { answer: Booked } | Booked }; error?: { message: string } };

/** The router over HTTP, as the pages and typed clients call it. */
export function trpcDoor(baseUrl: string, credentials: Credentials): DoorDriver {
  const call = async (actor: Actor, procedure: string, input: unknown) => {
    const response = await fetch(`${baseUrl}/api/trpc/${procedure}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(actor === "anonymous" ? {} : credentials[actor]) },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Answer;
    if (!answer.result) throw new Error(`tRPC ${procedure}: ${response.status} ${answer.error?.message}`);
    const { data } = answer.result;
    return "answer" in data ? data.answer.uid : data.uid;
  };
  return {
    door: "trpc",
    actors: ["anonymous", "owner's key", "another's key", "signed-in"],
    // A location is a field of its own here, not an answer to a booking question.
    spells: ({ place }) => place !== "response:location",
    book: (actor, request) => call(actor, "booking.create", bookingInput(request)),
    move: (actor, uid, startsAt) =>
      call(actor, "booking.reschedule", { uid, startsAt, reschedulingReason: movingReason }),
    cancel: async (actor, uid) => {
      await call(actor, "booking.cancel", { uid, cancellationReason: cancelReason });
    },
    hosts: ["owner's key", "signed-in"],
    answer: async (actor, uid, answer) => {
      const input = answer === "decline" ? { uid, reason: declineReason } : { uid };
      await call(actor, `booking.${answer}`, input);
    },
    confirmAttendance: async (actor, uid) => {
      await call(actor, "booking.confirmAttendance", { uid });
    },
    markAbsent: async (actor, uid, who) => {
      const marks =
        who === "host" ? { host: true } : { attendees: [{ email: attendee.email, absent: true }] };
      await call(actor, "booking.markAbsent", { uid, ...marks });
    },
    cancelSeries: async (actor, seriesUid) => {
      await call(actor, "booking.cancel", { uid: seriesUid, cancellationReason: cancelReason });
    },
    close: async () => undefined,
  };
}

function bookingInput({ start, meeting, spelling, guest }: BookRequest) {
  return {
    eventType: { id: meeting.id },
    startsAt: start,
    notes,
    ...phoneParts(spelling),
    attendee: { ...attendee, ...guest, ...(spelling.place === "attendee" && { phoneNumber: spelling.text }) },
  };
}

function phoneParts({ place, text }: PhoneSpelling): Record<string, unknown> {
  switch (place) {
    case "attendee":
      return {};
    case "smsReminderNumber":
      return { smsReminderNumber: text };
    case "location:attendeePhone":
      return { location: { type: "attendeePhone", phone: text } };
    case "location:text":
      return { location: text };
    default:
      return { responses: { [place.slice("response:".length)]: text } };
  }
}
