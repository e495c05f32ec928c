import { z } from "zod";
import { type Weekday, weekdays } from "@/server/domain/scheduling/local-date";
import type { AppCaller } from "@/server/routers/app-router";

type Schedule = Awaited<ReturnType<AppCaller["schedule"]["get"]>>;
type WeeklyHours = Schedule["weeklyHours"];
type Overrides = Schedule["overrides"];

const minutesPerDay = 1440;
const lastMinute = "23:59";

/** In the order of the week; a weekday is its place, from 1. */
const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const timeSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : undefined) })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a valid time format HH:MM" })
  .meta({ examples: ["09:00"] });
const endTimeSchema = timeSchema.meta({
  description: "23:59 is the end of the day; a time before the start is on the next day.",
  examples: ["17:00"],
});

/** Hours of days of the week, as this API writes them. */
export const availabilitySchema = z.object({
  days: z.array(z.enum(dayNames)).min(1, "must name a day"),
  startTime: timeSchema,
  endTime: endTimeSchema,
});

/** The hours of a date instead of those of its weekday. */
export const overrideSchema = z.object({
  date: z.iso.date("must be a date in the form YYYY-MM-DD"),
  startTime: timeSchema,
  endTime: endTimeSchema.meta({ description: "From 00:00 to 00:00 the date is closed." }),
});

type Availability = z.output<typeof availabilitySchema>;
type Override = z.output<typeof overrideSchema>;

const endsAfterStart = { path: ["endTime"], error: "must be another time than the start" };

/** Lists of hours as bodies carry them. */
export const availabilitiesSchema = z.array(
  availabilitySchema.refine(({ startTime, endTime }) => startTime !== endTime, endsAfterStart),
);
export const overridesSchema = z.array(
  overrideSchema.refine(
    (override) => override.startTime !== override.endTime || isClosed(override),
    endsAfterStart,
  ),
);

/** The blocks of the week, in its order, that a body means. */
export function weeklyHoursOf(availability: readonly Availability[]): WeeklyHours {
  return weekdays.flatMap((weekday) =>
    availability
      .filter(({ days }) => days.some((day) => weekdayOf(day) === weekday))
      .map((each) => ({ weekday, ...blockOf(each) }))
      .toSorted((a, b) => a.startMinute - b.startMinute),
  );
}

/** The dates with other hours that a body means. */
export function overridesOf(overrides: readonly Override[]): Overrides {
  const dates = [...new Set(overrides.map(({ date }) => date))];
  return dates.map((on) => ({
    on,
    blocks: overrides.filter((each) => each.date === on && !isClosed(each)).map(blockOf),
  }));
}

/** Blocks of the week as this API shows them: days that share their hours stand together. */
export function availabilityData(weeklyHours: WeeklyHours): Availability[] {
  const groups = new Map<string, Availability>();
  for (const { weekday, ...block } of weeklyHours) {
    const times = timesOf(block);
    const key = `${times.startTime}-${times.endTime}`;
    const group = groups.get(key) ?? { days: [], ...times };
    const day = dayNames[weekday - 1];
    if (day !== undefined && !group.days.includes(day)) group.days.push(day);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Dates with other hours as this API shows them. */
export function overridesData(overrides: Overrides): Override[] {
  return overrides.flatMap(({ on: date, blocks }) =>
    blocks.length === 0
      ? [{ date, startTime: "00:00", endTime: "00:00" }]
      : blocks.map((block) => ({ date, ...timesOf(block) })),
  );
}

function isClosed({ startTime, endTime }: Override): boolean {
  return startTime === "00:00" && endTime === "00:00";
}

function weekdayOf(day: (typeof dayNames)[number]): Weekday {
  return (dayNames.indexOf(day) + 1) as Weekday;
}

function blockOf({ startTime, endTime }: { startTime: string; endTime: string }) {
  const startMinute = minuteOf(startTime);
  const endMinute = endTime === lastMinute ? minutesPerDay : minuteOf(endTime);
  return { startMinute, endMinute: endMinute > startMinute ? endMinute : endMinute + minutesPerDay };
}

function timesOf({ startMinute, endMinute }: { startMinute: number; endMinute: number }) {
  return {
    startTime: timeOf(startMinute),
    endTime: endMinute === minutesPerDay ? lastMinute : timeOf(endMinute % minutesPerDay),
  };
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function timeOf(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
