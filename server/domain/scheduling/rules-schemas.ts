import { z } from "zod";
import { dateSchema, endsOnOrAfterStart } from "./availability-schemas";
import { minutesPerDay, weekdays } from "./local-date";
import { isTimeZone } from "./time-zone";

/** The longest buffer that an event type may ask for: how far a booking reaches beyond its own time. */
export const maxBufferMinutes = minutesPerDay;
const maxLengthMinutes = minutesPerDay;
const maxNoticeMinutes = 366 * minutesPerDay;
const maxWindowDays = 3_650;
const maxLimitCount = 100_000;
const maxLimitMinutes = 366 * minutesPerDay;
const maxSeats = 1_000;

const minutes = (least: number, most: number) =>
  z
    .int("must be a whole number of minutes")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const windowDaysSchema = z
  .int("must be a whole number of days")
  .min(1, "must be at least 1")
  .max(maxWindowDays, `must be at most ${maxWindowDays}`);

/** How far ahead people may book, as it is stored. */
export const bookingWindowSchema = z.union([
  z.object({ kind: z.literal("unlimited") }),
  z.object({
    kind: z.enum(["calendar_days", "business_days"]),
    days: windowDaysSchema,
    rolling: z.boolean(),
  }),
  endsOnOrAfterStart(z.object({ kind: z.literal("range"), startOn: dateSchema, endOn: dateSchema })),
]);

export const bookingLimitPeriods = ["day", "week", "month", "year"] as const;

export const bookingLimitSchema = z
  .object({
    per: z.enum(bookingLimitPeriods),
    maxCount: z.int("must be a whole number").min(1, "must be at least 1").max(maxLimitCount).optional(),
    maxMinutes: minutes(1, maxLimitMinutes).optional(),
  })
  .refine(({ maxCount, maxMinutes }) => maxCount !== undefined || maxMinutes !== undefined, {
    error: "must limit the count or the minutes",
  });

/** The limits of an event type, as they are stored. */
export const bookingLimitsSchema = z
  .array(bookingLimitSchema)
  .refine((limits) => new Set(limits.map(({ per }) => per)).size === limits.length, {
    error: "must have at most one limit per day, week, month and year",
  });

export const lengthMinutesSchema = minutes(1, maxLengthMinutes);

/** All that an event type says about its times. */
export const schedulingRulesSchema = z.object({
  timeZone: z.string().refine(isTimeZone, "must be an IANA time zone, such as Europe/Berlin"),
  weekStartsOn: z.literal(weekdays, "must be 1 (Monday) to 7 (Sunday)").optional(),
  slotIntervalMinutes: minutes(1, minutesPerDay),
  startOffsetMinutes: minutes(0, minutesPerDay),
  minimumNoticeMinutes: minutes(0, maxNoticeMinutes),
  bookingWindow: bookingWindowSchema,
  bufferBeforeMinutes: minutes(0, maxBufferMinutes),
  bufferAfterMinutes: minutes(0, maxBufferMinutes),
  bookingLimits: bookingLimitsSchema,
  onlyFirstSlotOfDay: z.boolean(),
  seatsPerSlot: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(maxSeats, `must be at most ${maxSeats}`)
    .nullish(),
});
