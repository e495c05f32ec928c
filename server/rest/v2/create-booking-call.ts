import { z } from "zod";
import { emailSchema } from "@/server/domain/bookings/create-booking-input";
import type { AppCaller } from "@/server/routers/app-router";
import { parseInput } from "../input-issues";
import type { CreateBookingBody } from "./booking-body-schemas";
import { eventTypeReference } from "./event-type-reference";
import { refuseUnserved } from "./refuse-unserved";

type CreateBookingCall = Parameters<AppCaller["booking"]["create"]>[0];
type Answers = NonNullable<CreateBookingBody["bookingFieldsResponses"]>;

/**
 * What the body of POST /v2/bookings asks of the procedure. A fact that stands among the answers to the booking
 * fields counts where the body doesn't say it itself; the phone's spellings are told apart further in.
 * @throws RestError for an option that isn't served, or no event type.
 */
export function createBookingCall(
  body: CreateBookingBody,
  idempotencyKey: string | undefined,
): CreateBookingCall {
  refuseUnserved(body);
  const { attendee } = body;
  const answers = body.bookingFieldsResponses ?? {};
  return {
    eventType: eventTypeReference(body),
    startsAt: body.start,
    attendee: {
      name: attendee.name,
      timeZone: attendee.timeZone,
      email: attendee.email ?? emailIn(answers),
      phoneNumber: attendee.phoneNumber ?? undefined,
      language: attendee.language ?? undefined,
    },
    guests: body.guests ?? guestsIn(answers),
    notes: typeof answers.notes === "string" ? answers.notes : undefined,
    location: body.location ?? body.meetingUrl ?? locationIn(answers),
    responses: answers,
    metadata: body.metadata ?? undefined,
    lengthMinutes: body.lengthInMinutes ?? undefined,
    recurrenceCount: body.recurrenceCount ?? undefined,
    workflowIds: body.workflowIds ?? undefined,
    smsReminderNumber: body.smsReminderNumber ?? undefined,
    idempotencyKey,
  };
}

const emailAnswerSchema = z.object({ bookingFieldsResponses: z.object({ email: emailSchema }) });

function emailIn(answers: Answers): string | undefined {
  if (!answers.email) return undefined;
  return parseInput(emailAnswerSchema, { bookingFieldsResponses: answers }).bookingFieldsResponses.email;
}

function guestsIn({ guests }: Answers): string[] | undefined {
  return Array.isArray(guests) && guests.length > 0 ? guests : undefined;
}

/** The answer to the field "location": a choice and what the attendee wrote beside it. */
function locationIn({ location }: Answers): CreateBookingCall["location"] {
  if (typeof location === "string") return location;
  if (typeof location !== "object" || location === null || Array.isArray(location)) return undefined;
  const { value, optionValue } = location;
  if (typeof optionValue !== "string" || optionValue === "") return undefined;
  switch (value) {
    case "phone":
      return { type: "attendeePhone", phone: optionValue };
    case "attendeeInPerson":
      return { type: "attendeeAddress", address: optionValue };
    case "somewhereElse":
      return { type: "attendeeDefined", location: optionValue };
    default:
      return undefined;
  }
}
