import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { occurrenceStarts } from "@/server/domain/scheduling/recurrence";
import { ServiceError } from "@/server/platform/service-error";

/**
 * When the bookings of a request start, ascending: one, or as many as wanted of a kind of meeting that repeats,
 * all of them when it isn't said how many.
 * @throws ServiceError BAD_REQUEST for a count where nothing repeats, or one that is higher than offered.
 */
export function bookingStarts(
  { eventType, schedule }: EventTypeWithHost,
  startsAt: Date,
  wantedCount: number | undefined,
): Date[] {
  const { recurrence } = eventType;
  if (recurrence === null) {
    if (wantedCount !== undefined) {
      throw countRefused("recurrenceCount is only for recurring event types; leave it out.");
    }
    return [startsAt];
  }
  const count = wantedCount ?? recurrence.count;
  if (count > recurrence.count) {
    throw countRefused("Provided recurrence count is higher than the event type's recurring event count.");
  }
  const starts = occurrenceStarts({ ...recurrence, count }, startsAt.getTime(), schedule.timeZone);
  return starts.map((startMs) => new Date(startMs));
}

function countRefused(message: string): ServiceError {
  return new ServiceError("BAD_REQUEST", message, {
    field: "recurrenceCount",
    reason: "recurrence_count_not_offered",
  });
}
