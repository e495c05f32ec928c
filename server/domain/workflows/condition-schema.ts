import { getCountries } from "libphonenumber-js";
import { z } from "zod";

const questionSchema = z.string().trim().min(1, "must name a question").max(200);
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 18:00");
const countries = new Set<string>(getCountries());

/** The conditions of a workflow as callers write them. */
export const conditionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event_type"),
    eventTypeIds: z.array(z.int()).min(1, "must name an event type").max(500),
  }),
  z.object({
    kind: z.literal("length"),
    is: z.enum(["at_least", "at_most"]),
    minutes: z.int().min(1, "must be at least a minute").max(1440, "must be at most a day"),
  }),
  z.object({
    kind: z.literal("answer"),
    question: questionSchema,
    is: z.enum(["equal", "not_equal", "containing"]),
    value: z.string().trim().min(1, "must not be empty").max(500),
  }),
  z.object({ kind: z.literal("answered"), question: questionSchema, isAnswered: z.boolean() }),
  z.object({ kind: z.literal("attendee"), is: z.enum(["first", "returning"]) }),
  z.object({
    kind: z.literal("country"),
    countries: z
      .array(z.string().refine((code) => countries.has(code), "must be a country code such as DE"))
      .min(1, "must name a country")
      .max(300),
  }),
  z.object({ kind: z.literal("has_phone"), hasPhone: z.boolean() }),
  z.object({
    kind: z.literal("start"),
    weekdays: z.array(z.int().min(1).max(7)).min(1, "must name a weekday").max(7),
    /** Before `until`, or after it to span midnight; the same for the whole day. */
    from: timeOfDaySchema.default("00:00"),
    until: timeOfDaySchema.default("00:00"),
    zoneOf: z.enum(["attendee", "host"]).default("host"),
  }),
]);
