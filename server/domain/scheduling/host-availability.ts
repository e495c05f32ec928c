import type { Interval } from "./interval";
import type { Weekday } from "./local-date";

/** Hours of a day [startMinute, endMinute), in minutes of the clock after midnight; beyond 1440 is the next day. */
export type HoursBlock = { startMinute: number; endMinute: number };

export type WeeklyBlock = HoursBlock & { weekday: Weekday };

/** Replaces the weekly hours of one date; no blocks: closed. A block belongs to the date that it starts on. */
export type DateOverride = { on: string; blocks: readonly HoursBlock[] };

export type Schedule = {
  timeZone: string;
  weeklyHours: readonly WeeklyBlock[];
  overrides: readonly DateOverride[];
};

/** From the first date to the last, both included: the hours of these dates are meant in another zone. */
export type Travel = { startOn: string; endOn: string; timeZone: string };

/** Away for a stretch of time, or for whole dates of the schedule's zone, the last one included. */
export type OutOfOffice = Interval | { startOn: string; endOn: string };

/** Time that a host has given away, with the buffers that the booking itself asks for. */
export type BusyInterval = Interval & {
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  /** Only for a session of the same event type: the seats left in it. */
  seatsRemaining?: number;
};

/** What is known of one host. Lists may come in any order; ascending by start is fastest. */
export type HostAvailability = {
  hostId: string;
  schedule: Schedule;
  travel?: readonly Travel[];
  outOfOffice?: readonly OutOfOffice[];
  busy: readonly BusyInterval[];
  /** The bookings that booking limits count: all that start in a limit's period, a session once. */
  countedBookings?: readonly Interval[];
};
