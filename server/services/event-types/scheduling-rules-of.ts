import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import type { SchedulingRules } from "@/server/domain/scheduling/scheduling-rules";
import { lengthChoices } from "./offered-length";

/**
 * What an event type says about the times of bookings of a length. A length that is no longer offered keeps to
 * the start times of the usual one.
 */
export function schedulingRulesOf(
  { eventType, schedule }: EventTypeWithHost,
  lengthMinutes: number,
): SchedulingRules {
  const ownInterval = lengthChoices(eventType).includes(lengthMinutes)
    ? lengthMinutes
    : eventType.lengthMinutes;
  return {
    timeZone: schedule.timeZone,
    slotIntervalMinutes: eventType.slotIntervalMinutes ?? ownInterval,
    startOffsetMinutes: eventType.startOffsetMinutes,
    minimumNoticeMinutes: eventType.minimumNoticeMinutes,
    bookingWindow: eventType.bookingWindow,
    bufferBeforeMinutes: eventType.bufferBeforeMinutes,
    bufferAfterMinutes: eventType.bufferAfterMinutes,
    bookingLimits: eventType.bookingLimits,
    onlyFirstSlotOfDay: eventType.onlyFirstSlotOfDay,
    seatsPerSlot: eventType.seatsPerSlot,
  };
}
