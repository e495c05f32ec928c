import { z } from "zod";
import { bookingLimitPeriods, bookingLimitSchema } from "./rules-schemas";

type Limit = z.output<typeof bookingLimitSchema>;

const { maxCount, maxMinutes } = bookingLimitSchema.shape;
const byPeriod = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ day: schema, week: schema, month: schema, year: schema });

/** All limits of counts or of minutes by period; a period that is left out has none. */
export const limitsByPeriod = { counts: byPeriod(maxCount), minutes: byPeriod(maxMinutes) };

export type LimitChanges = {
  counts?: z.output<typeof limitsByPeriod.counts>;
  minutes?: z.output<typeof limitsByPeriod.minutes>;
};

/** The limits with those of one kind, or of both, in place of what they were; the other kind stays. */
export function changeBookingLimits(limits: readonly Limit[], { counts, minutes }: LimitChanges): Limit[] {
  return bookingLimitPeriods.flatMap((per) => {
    const before = limits.find((limit) => limit.per === per);
    const maxCount = counts ? counts[per] : before?.maxCount;
    const maxMinutes = minutes ? minutes[per] : before?.maxMinutes;
    return maxCount === undefined && maxMinutes === undefined ? [] : [{ per, maxCount, maxMinutes }];
  });
}
