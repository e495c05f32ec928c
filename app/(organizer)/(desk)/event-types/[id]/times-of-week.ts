import type { OutOfOffice, Schedule, Travel } from "@/server/domain/scheduling/host-availability";
import { listSlots } from "@/server/domain/scheduling/list-slots";
import type { CalendarDay } from "../../../_lib/days-ahead";
import type { EventTypeDraft } from "./event-type-draft";

/** When the organizer is there, before any booking. */
export type Presence = {
  schedule: Schedule;
  travel: readonly Travel[];
  outOfOffice: readonly OutOfOffice[];
};

/** The starts that rules offer on each of some days that follow each other, when nothing is booked. */
export function timesOfDays(
  draft: EventTypeDraft,
  presence: Presence,
  days: readonly CalendarDay[],
  nowMs: number,
): { day: CalendarDay; startsMs: number[] }[] {
  const { lengthMinutes } = draft;
  const slots = listSlots({
    rules: {
      timeZone: presence.schedule.timeZone,
      slotIntervalMinutes: draft.slotIntervalMinutes ?? lengthMinutes,
      startOffsetMinutes: draft.startOffsetMinutes,
      minimumNoticeMinutes: draft.minimumNoticeMinutes,
      bookingWindow: draft.bookingWindow,
      bufferBeforeMinutes: draft.bufferBeforeMinutes,
      bufferAfterMinutes: draft.bufferAfterMinutes,
      bookingLimits: draft.bookingLimits,
      onlyFirstSlotOfDay: draft.onlyFirstSlotOfDay,
      seatsPerSlot: draft.seats?.perSlot,
    },
    lengthMinutes,
    hosts: [{ hostId: "organizer", ...presence, busy: [], countedBookings: [] }],
    combine: "any",
    nowMs,
    window: { startMs: days[0]?.startMs ?? nowMs, endMs: days.at(-1)?.endMs ?? nowMs },
  });
  return days.map((day) => ({
    day,
    startsMs: slots
      .filter(({ startMs }) => startMs >= day.startMs && startMs < day.endMs)
      .map(({ startMs }) => startMs),
  }));
}
