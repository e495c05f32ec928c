import { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { absenceReasons } from "./absence-reason";
import { dateOverridesSchema, dateSchema, weeklyHoursSchema } from "./availability-schemas";

const settings = {
  name: z.string().trim().min(1, "must not be empty").max(100, "must be at most 100 characters"),
  timeZone: timeZoneSchema,
  weeklyHours: weeklyHoursSchema,
  overrides: dateOverridesSchema,
  isDefault: z.boolean(),
};

/** A new schedule: when its owner can be booked, week by week and on dates of their own. */
export const newScheduleSchema = z.object({
  ...settings,
  overrides: settings.overrides.default([]),
  isDefault: settings.isDefault.default(false),
});

/** Changes of a schedule; what is left out stays. */
export const scheduleChangesSchema = z.object(settings).partial();

const datesInOrder = {
  path: ["endOn"],
  error: "must not be before the first date",
};

const absence = {
  startOn: dateSchema,
  endOn: dateSchema,
  note: z.string().trim().max(200, "must be at most 200 characters"),
  reason: z.enum(absenceReasons, `must be one of ${absenceReasons.join(", ")}`),
};

/** Dates away, the last one included. */
export const newAbsenceSchema = z
  .object({ ...absence, note: absence.note.default(""), reason: absence.reason.default("unspecified") })
  .refine(({ startOn, endOn }) => startOn <= endOn, datesInOrder);

/** Changes of dates away; what is left out stays. */
export const absenceChangesSchema = z.object(absence).partial();

/** Dates, the last one included, whose hours are meant in another zone. */
export const newTripSchema = z
  .object({ startOn: dateSchema, endOn: dateSchema, timeZone: timeZoneSchema })
  .refine(({ startOn, endOn }) => startOn <= endOn, datesInOrder);
