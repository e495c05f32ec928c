import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { RestError } from "../rest-error";
import { guestsIn, locationIn } from "./booking-answers";
import type { OlderCreateBookingBody, olderRecurringBookingBodySchema } from "./older-booking-body-schemas";
import { refuseUnserved } from "./refuse-unserved";
import { spanMinutes } from "./span-minutes";

type CreateCall = Parameters<AppCaller["booking"]["create"]>[0];
type RescheduleCall = Parameters<AppCaller["booking"]["reschedule"]>[0];
type RecurringBody = z.output<typeof olderRecurringBookingBodySchema>;
type OneDate = Omit<OlderCreateBookingBody, "rescheduleUid" | "rescheduledBy" | "seatReferenceUid">;

/**
 * What the older body of POST /v2/bookings asks of the procedure: one date, also where the event type repeats.
 * @throws RestError for an option that isn't served, or an end that isn't after the start.
 */
export function olderCreateCall(body: OneDate, idempotencyKey: string | undefined): CreateCall {
  refuseUnserved(body);
  const { name, email, ...answers } = body.responses;
  return {
    eventType: { id: body.eventTypeId },
    startsAt: body.start,
    occurrencesAt: [body.start],
    attendee: {
      name: typeof name === "string" ? name : [name.firstName, name.lastName].filter(Boolean).join(" "),
      timeZone: body.timeZone,
      email: email || undefined,
      language: body.language ?? undefined,
    },
    guests: guestsIn(answers),
    notes: answers.notes ?? undefined,
    location: body.locationUrl ?? locationIn(answers),
    responses: answers as CreateCall["responses"],
    metadata: body.metadata ?? undefined,
    lengthMinutes: spanMinutes(body.start, body.end, "end"),
    reservationUid: body.reservedSlotUid ?? undefined,
    smsReminderNumber: body.smsReminderNumber ?? undefined,
    idempotencyKey,
  };
}

/**
 * What the body of POST /v2/bookings/recurring asks of the procedure: a series on exactly these dates.
 * @throws RestError as `olderCreateCall`, and for dates that differ in more than their times.
 */
export function olderRecurringCall(body: RecurringBody, idempotencyKey: string | undefined): CreateCall {
  const dates = body.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const calls = dates.map((date) => {
    refuseUnserved(date);
    if (date.rescheduleUid) throw movedAlone();
    return olderCreateCall(date, idempotencyKey);
  });
  const [first] = calls as [CreateCall];
  const different = calls.findIndex(
    (call) => !isDeepStrictEqual(apartFromTimes(call), apartFromTimes(first)),
  );
  if (different >= 0) throw datesDiffer(body.indexOf(dates[different] as RecurringBody[number]));
  return { ...first, occurrencesAt: dates.map(({ start }) => start) };
}

function apartFromTimes(call: CreateCall): object {
  return { ...call, startsAt: null, occurrencesAt: null, reservationUid: null };
}

function datesDiffer(index: number): RestError {
  return new RestError(400, `Date ${index} must be like the first in all but its start and end.`, {
    field: String(index),
    reason: "dates_differ",
  });
}

function movedAlone(): RestError {
  return new RestError(400, "The dates of a series are moved one by one, with POST /v2/bookings.", {
    field: "rescheduleUid",
    reason: "is_series",
  });
}

/**
 * What the older body of POST /v2/bookings asks when it names a booking to move.
 * @throws RestError as `olderCreateCall`.
 */
export function olderRescheduleCall(
  uid: string,
  body: OlderCreateBookingBody,
  idempotencyKey: string | undefined,
): RescheduleCall {
  refuseUnserved(body);
  return {
    uid,
    startsAt: body.start,
    lengthMinutes: spanMinutes(body.start, body.end, "end"),
    seatUid: body.seatReferenceUid || undefined,
    seatUidRequired: true,
    reservationUid: body.reservedSlotUid ?? undefined,
    reschedulingReason: body.responses.rescheduleReason ?? undefined,
    rescheduledByEmail: body.rescheduledBy || undefined,
    idempotencyKey,
  };
}
