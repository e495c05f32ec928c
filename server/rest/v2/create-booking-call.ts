import { z } from "zod";
import { emailSchema } from "@/server/domain/bookings/create-booking-input";
import type { AppCaller } from "@/server/routers/app-router";
import { parseInput } from "../input-issues";
import { guestsIn, locationIn } from "./booking-answers";
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
