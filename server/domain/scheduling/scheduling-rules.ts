import type { Weekday } from "./local-date";

/** How far ahead people may book; dates are the organizer's, and the last one is included. */
export type BookingWindow =
  | { kind: "unlimited" }
  /**
   * Fixed: until the end of the day that lies `days` (business) days after today. Rolling: the first `days`
   * (business) days that still have a free time, however far off they are.
   */
  | { kind: "calendar_days" | "business_days"; days: number; rolling: boolean }
  | { kind: "range"; startOn: string; endOn: string };

/** The most a host takes on within one day, week, month or year; a booking counts where it starts. */
export type BookingLimit = {
  per: "day" | "week" | "month" | "year";
  maxCount?: number;
  maxMinutes?: number;
};

/** What an event type says about the times that it can be booked at. */
export type SchedulingRules = {
  /** The organizer's zone: the booking window and the "first slot of the day" go by its dates. */
  timeZone: string;
  /** The day that weeks of booking limits begin on; Monday when absent. */
  weekStartsOn?: Weekday;
  /** The distance between start times on the clock, counted from the start of the day's block of hours. */
  slotIntervalMinutes: number;
  /** Moves every start time later, so that blocks from 09:00 offer 09:10, 09:40, … */
  startOffsetMinutes: number;
  minimumNoticeMinutes: number;
  bookingWindow: BookingWindow;
  /** Kept free of other bookings before and after; buffers may reach outside the hours. */
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  bookingLimits: readonly BookingLimit[];
  onlyFirstSlotOfDay: boolean;
  /** How many seats a session has; absent or null for one booking a slot. */
  seatsPerSlot?: number | null;
};
