import type { BusyInterval, HostAvailability } from "@/server/domain/scheduling/host-availability";
import { millisecondsPerDay, millisecondsPerMinute } from "@/server/domain/scheduling/local-date";
import type { SlotQuery } from "@/server/domain/scheduling/slot-query";

const monthStartMs = Date.parse("2026-10-15T00:00-04:00");
const windowMs = 31 * millisecondsPerDay;
const yearStartMs = Date.parse("2026-05-01T00:00-04:00");

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
    window: { startMs: monthStartMs, endMs: monthStartMs + windowMs },
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

/** Bookings of half an hour spread evenly over a year around the window, ascending; `shift` tells hosts apart. */
export function bookingsOverYear(count: number, shift = 0): BusyInterval[] {
  return bookings(count, yearStartMs, 365 * millisecondsPerDay, shift);
}

export function bookingsInsideWindow(count: number): BusyInterval[] {
  return bookings(count, monthStartMs, windowMs, 0);
}

export function bookingsOutsideWindow(count: number): BusyInterval[] {
  return bookings(count, monthStartMs - 150 * millisecondsPerDay, 140 * millisecondsPerDay, 0);
}

function bookings(count: number, fromMs: number, spreadMs: number, shift: number): BusyInterval[] {
  return Array.from({ length: count }, (_, index) => {
    const minute = Math.floor((index * spreadMs) / count / millisecondsPerMinute) + shift * 7;
    const startMs = fromMs + minute * millisecondsPerMinute;
    return {
      startMs,
      endMs: startMs + 30 * millisecondsPerMinute,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    };
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
