import type { Queryable } from "@/db/client";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { findBusyIntervals } from "@/db/queries/occupancy-queries";
import type { SlotCheckQuery } from "@/server/domain/scheduling/check-slot";
import type { Interval } from "@/server/domain/scheduling/interval";
import type { Weekday } from "@/server/domain/scheduling/local-date";

// The longest meeting and buffer that the schema allows: what can reach into a window from outside it.
const reachMs = 2 * 1440 * 60_000;

/**
 * All that decides which times of an event type are free within `window`, for its length or a given one; the
 * starts lie as for its own length.
 * `exceptBookingId` is the booking that is being moved: its own time does not stand in its way.
 */
export async function loadSlotQuery(
  db: Queryable,
  { eventType, schedule, host }: EventTypeWithHost,
  options: { window: Interval; now: Date; lengthMinutes?: number; exceptBookingId?: number },
): Promise<SlotCheckQuery> {
  const { window, now, exceptBookingId, lengthMinutes = eventType.lengthMinutes } = options;
  const busy = await findBusyIntervals(db, {
    hostId: host.id,
    from: new Date(window.startMs - reachMs),
    to: new Date(window.endMs + reachMs),
    now,
    exceptBookingId,
  });
  return {
    rules: {
      timeZone: schedule.timeZone,
      slotIntervalMinutes: eventType.slotIntervalMinutes ?? eventType.lengthMinutes,
      startOffsetMinutes: 0,
      minimumNoticeMinutes: eventType.minimumNoticeMinutes,
      bookingWindow: { kind: "unlimited" },
      bufferBeforeMinutes: eventType.bufferBeforeMinutes,
      bufferAfterMinutes: eventType.bufferAfterMinutes,
      bookingLimits: [],
      onlyFirstSlotOfDay: false,
    },
    lengthMinutes,
    hosts: [
      {
        hostId: String(host.id),
        schedule: {
          timeZone: schedule.timeZone,
          weeklyHours: schedule.weeklyHours.map((block) => ({ ...block, weekday: block.weekday as Weekday })),
          overrides: schedule.overrides,
        },
        busy: busy.map(({ startsAt, endsAt, bufferBeforeMinutes, bufferAfterMinutes }) => ({
          startMs: startsAt.getTime(),
          endMs: endsAt.getTime(),
          bufferBeforeMinutes,
          bufferAfterMinutes,
        })),
      },
    ],
    combine: "any",
    nowMs: now.getTime(),
  };
}
