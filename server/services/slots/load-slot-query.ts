import type { Queryable } from "@/db/client";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { findTakenTime, type Stretch, type TakenTime } from "@/db/queries/occupancy-queries";
import type { SlotCheckQuery } from "@/server/domain/scheduling/check-slot";
import type { BusyInterval, HostAvailability } from "@/server/domain/scheduling/host-availability";
import type { Interval } from "@/server/domain/scheduling/interval";
import type { Weekday } from "@/server/domain/scheduling/local-date";
import type { SchedulingRules } from "@/server/domain/scheduling/scheduling-rules";
import { timeToLoad } from "@/server/domain/scheduling/time-to-load";
import { schedulingRulesOf } from "@/server/services/event-types/scheduling-rules-of";

export type SlotLoad = {
  /** Starts inside it are asked about. */
  window: Interval;
  now: Date;
  /** The event type's own length when absent. */
  lengthMinutes?: number;
  /** A booking that is being moved, and a hold that is the asker's own: they do not stand in the way. */
  exceptBookingId?: number;
  exceptHoldUid?: string;
  /** Rules that are not to be those of the event type. */
  rules?: Partial<SchedulingRules>;
};

/** All that decides which times of an event type are free within a window, in one round trip. */
export async function loadSlotQuery(
  db: Queryable,
  found: EventTypeWithHost,
  load: SlotLoad,
): Promise<SlotCheckQuery> {
  const { window, now, lengthMinutes = found.eventType.lengthMinutes } = load;
  const question = {
    rules: { ...schedulingRulesOf(found, lengthMinutes), ...load.rules },
    lengthMinutes,
    combine: "any" as const,
    nowMs: now.getTime(),
  };
  const toLoad = timeToLoad({ ...question, window }, [found.schedule.timeZone]);
  const { busy, counted } = await findTakenTime(db, {
    hostId: found.host.id,
    eventTypeId: found.eventType.id,
    busy: stretchOf(toLoad.busy),
    counted: toLoad.counted === undefined ? null : stretchOf(toLoad.counted),
    now,
    exceptBookingId: load.exceptBookingId,
    exceptHoldUid: load.exceptHoldUid,
  });
  return {
    ...question,
    hosts: [
      {
        ...availabilityOf(found),
        busy: busy.map((taken) => busyInterval(found, taken)),
        countedBookings: counted.map(intervalOf),
      },
    ],
  };
}

function availabilityOf(
  found: EventTypeWithHost,
): Pick<HostAvailability, "hostId" | "schedule" | "travel" | "outOfOffice"> {
  const { schedule, host, absences, trips } = found;
  return {
    hostId: String(host.id),
    schedule: {
      timeZone: schedule.timeZone,
      weeklyHours: schedule.weeklyHours.map((block) => ({ ...block, weekday: block.weekday as Weekday })),
      overrides: schedule.overrides,
    },
    travel: trips,
    outOfOffice: absences,
  };
}

function busyInterval({ eventType }: EventTypeWithHost, taken: TakenTime): BusyInterval {
  const { bufferBeforeMinutes, bufferAfterMinutes, seatsTaken } = taken;
  const busy = { ...intervalOf(taken), bufferBeforeMinutes, bufferAfterMinutes };
  const { id, seatsPerSlot } = eventType;
  if (seatsTaken === null || seatsPerSlot === null || taken.eventTypeId !== id) return busy;
  return { ...busy, seatsRemaining: Math.max(0, seatsPerSlot - seatsTaken) };
}

function intervalOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Interval {
  return { startMs: startsAt.getTime(), endMs: endsAt.getTime() };
}

function stretchOf({ startMs, endMs }: Interval): Stretch {
  return { from: new Date(startMs), to: new Date(endMs) };
}
