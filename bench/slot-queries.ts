import type { BusyInterval, HostAvailability } from "@/server/domain/scheduling/host-availability";
import { millisecondsPerDay, millisecondsPerMinute } from "@/server/domain/scheduling/local-date";
import type { SlotQuery } from "@/server/domain/scheduling/slot-query";

const monthStartMs = Date.parse("2026-10-15T00:00-04:00");
const windowDays = 31;
const hourMs = 60 * millisecondsPerMinute;
const yearStartMs = Date.parse("2026-05-01T00:00-04:00");
const yearMs = 365 * millisecondsPerDay;

/** 31 days over the end of summer time in New York: half-hour slots, weekdays 9 to 5. */
export function monthQuery(hosts: readonly HostAvailability[]): SlotQuery {
  return {
    rules: {
      timeZone: "America/New_York",
      slotIntervalMinutes: 30,
      startOffsetMinutes: 0,
      minimumNoticeMinutes: 120,
      bookingWindow: { kind: "unlimited" },
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      bookingLimits: [],
      onlyFirstSlotOfDay: false,
    },
    lengthMinutes: 30,
    hosts,
    combine: "any",
    nowMs: monthStartMs - millisecondsPerDay,
    window: { startMs: monthStartMs, endMs: monthStartMs + windowDays * millisecondsPerDay },
  };
}

export function host(hostId: string, busy: readonly BusyInterval[]): HostAvailability {
  const weekdays = [1, 2, 3, 4, 5] as const;
  return {
    hostId,
    schedule: {
      timeZone: "America/New_York",
      weeklyHours: weekdays.map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 17 * 60 })),
      overrides: [],
    },
    busy,
  };
}

/** Bookings of a quarter of an hour spread evenly over a year around the window; `shift` tells hosts apart. */
export function bookingsOverYear(count: number, shift = 0): BusyInterval[] {
  return bookings(count, 15, (index) => {
    return yearStartMs + Math.floor((index * yearMs) / count) + shift * 7 * millisecondsPerMinute;
  });
}

/** Bookings of a minute on the evenings of the window, so that they leave every slot free. */
export function bookingsInsideWindow(count: number): BusyInterval[] {
  const perDay = Math.ceil(count / windowDays);
  return bookings(count, 1, (index) => {
    const dayMs = monthStartMs + Math.floor(index / perDay) * millisecondsPerDay;
    return dayMs + 18 * hourMs + Math.floor(((index % perDay) * 5 * hourMs) / perDay);
  });
}

/** Bookings of a minute in the months before the window. */
export function bookingsOutsideWindow(count: number): BusyInterval[] {
  const spreadMs = 140 * millisecondsPerDay;
  return bookings(
    count,
    1,
    (index) => monthStartMs - 10 * millisecondsPerDay - spreadMs + (index * spreadMs) / count,
  );
}

function bookings(count: number, lengthMinutes: number, startOf: (index: number) => number): BusyInterval[] {
  return Array.from({ length: count }, (_, index) => {
    const startMs = Math.floor(startOf(index) / millisecondsPerMinute) * millisecondsPerMinute;
    const endMs = startMs + lengthMinutes * millisecondsPerMinute;
    return { startMs, endMs, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  });
}

/** A Sunday of 9 to 12 in New York, on the day that the clocks go back, with 10:00 to 11:05 taken. */
export const takenOnSunday: SlotQuery = {
  ...monthQuery([
    {
      hostId: "host",
      schedule: {
        timeZone: "America/New_York",
        weeklyHours: [{ weekday: 7, startMinute: 9 * 60, endMinute: 12 * 60 }],
        overrides: [],
      },
      busy: [{ startMs: Date.parse("2026-11-01T10:00-05:00"), endMs: Date.parse("2026-11-01T11:05-05:00") }],
    },
  ]),
};
