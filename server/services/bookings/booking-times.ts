import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import type { CreateBookingInput } from "@/server/domain/bookings/create-booking-input";
import { occurrenceStarts } from "@/server/domain/scheduling/recurrence";
import { ServiceError } from "@/server/platform/service-error";

type WantedTimes = Pick<CreateBookingInput, "startsAt" | "recurrenceCount" | "occurrencesAt">;

/**
 * When the bookings of a request start, ascending: one, or as many as wanted of a kind of meeting that repeats,
 * all of them when it isn't said how many.
 * @throws ServiceError BAD_REQUEST for a count where nothing repeats, one that is higher than offered, or dates that
 * aren't those on which the meeting repeats.
 */
export function bookingStarts(
  { eventType, schedule }: EventTypeWithHost,
  { startsAt, recurrenceCount, occurrencesAt }: WantedTimes,
): Date[] {
  const { recurrence } = eventType;
  const wantedCount = recurrenceCount ?? occurrencesAt?.length;
  if (recurrence === null) {
    if (recurrenceCount !== undefined) {
      throw countRefused("recurrenceCount is only for recurring event types; leave it out.");
    }
    return requireDates([Date.parse(startsAt)], occurrencesAt);
  }
  const count = wantedCount ?? recurrence.count;
  if (count > recurrence.count) {
    throw countRefused("Provided recurrence count is higher than the event type's recurring event count.");
  }
  const startMs = occurrenceStarts({ ...recurrence, count }, Date.parse(startsAt), schedule.timeZone);
  return requireDates(startMs, occurrencesAt);
}

function requireDates(startMs: readonly number[], expected: WantedTimes["occurrencesAt"]): Date[] {
  const dates = startMs.map((ms) => new Date(ms));
  const isExpected =
    expected === undefined ||
    (expected.length === startMs.length &&
      expected.every((text, index) => Date.parse(text) === startMs[index]));
  if (isExpected) return dates;
  const offered = dates.map((date) => date.toISOString());
  throw new ServiceError(
    "BAD_REQUEST",
    `occurrencesAt must be the dates that a booking of this event type takes: ${offered.join(", ")}.`,
    { field: "occurrencesAt", reason: "occurrences_differ", data: { occurrences: offered } },
  );
}

function countRefused(message: string): ServiceError {
  return new ServiceError("BAD_REQUEST", message, {
    field: "recurrenceCount",
    reason: "recurrence_count_not_offered",
  });
}
