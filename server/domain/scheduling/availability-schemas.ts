import { z } from "zod";
import { minutesPerDay, type Weekday, weekdays } from "./local-date";

const maxBlocksPerDay = 24;
const maxOverrides = 1_000;

const wholeMinutes = z.int("must be a whole number of minutes");

const hours = {
  startMinute: wholeMinutes
    .min(0, "must not be before midnight")
    .max(minutesPerDay - 1, "must be before the end of its day"),
  endMinute: wholeMinutes
    .min(1, "must be after the start")
    .max(2 * minutesPerDay, "must be at most the end of the next day"),
};

function endsAfterStart<T extends { startMinute: number; endMinute: number }>(schema: z.ZodType<T>) {
  return schema.refine(({ startMinute, endMinute }) => startMinute < endMinute, {
    path: ["endMinute"],
    error: "must be after the start",
  });
}

/** A date "YYYY-MM-DD" that exists. */
export const dateSchema = z.iso.date("must be a date in the form YYYY-MM-DD");

export function endsOnOrAfterStart<T extends { startOn: string; endOn: string }>(schema: z.ZodType<T>) {
  return schema.refine(({ startOn, endOn }) => startOn <= endOn, {
    path: ["endOn"],
    error: "must not be before the first date",
  });
}

export const hoursBlockSchema = endsAfterStart(z.object(hours));

export const weeklyBlockSchema = endsAfterStart(
  z.object({ weekday: z.literal(weekdays, "must be 1 (Monday) to 7 (Sunday)"), ...hours }),
);

/** The weekly hours of a schedule, as they are stored. */
export const weeklyHoursSchema = z
  .array(weeklyBlockSchema)
  .refine((blocks) => weekdays.every((weekday) => countOn(blocks, weekday) <= maxBlocksPerDay), {
    error: `must have at most ${maxBlocksPerDay} blocks a day`,
  })
  .max(maxBlocksPerDay * weekdays.length, `must have at most ${maxBlocksPerDay} blocks a day`);

export const dateOverrideSchema = z.object({
  on: dateSchema,
  blocks: z.array(hoursBlockSchema).max(maxBlocksPerDay, `must have at most ${maxBlocksPerDay} blocks`),
});

/** The dates with other hours, as they are stored; a date without blocks is closed. */
export const dateOverridesSchema = z
  .array(dateOverrideSchema)
  .max(maxOverrides, `must have at most ${maxOverrides} dates`)
  .refine((overrides) => new Set(overrides.map(({ on }) => on)).size === overrides.length, {
    error: "must name each date once",
  });

function countOn(blocks: readonly { weekday: Weekday }[], weekday: Weekday): number {
  return blocks.filter((block) => block.weekday === weekday).length;
}
