import { z } from "zod";
import { idempotencyKeySchema, timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { normalizePhone } from "@/server/domain/phone/normalize-phone";
import { instantOfClockReading } from "@/server/domain/scheduling/instant-of-clock-reading";
import { RestError } from "@/server/rest/rest-error";

const isDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;
const startMessage = "must be a date and time, such as 2026-12-01T10:00";

/** A start as agents give it: with an offset, or as the caller's clock shows it. */
export const startSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : startMessage) })
  .refine((start) => isDateTime.test(start) && !Number.isNaN(Date.parse(start)), startMessage)
  .describe("Date and time on the caller's clock, such as 2026-12-01T10:00, or with an offset.");

export const callersZoneSchema = timeZoneSchema.describe(
  "The caller's IANA time zone, such as Europe/London. Times are said in it.",
);

/** A number in any spelling with a country code, as E.164. */
export const phoneSchema = z
  .string()
  .max(50)
  .transform((spelling, context) => {
    const phone = normalizePhone(spelling);
    if (phone.ok) return phone.e164;
    context.addIssue("must be a phone number with + and the country code, such as +14155552671");
    return z.NEVER;
  });

export const bookingUidSchema = z
  .string()
  .min(1, "must not be empty")
  .max(100, "must be at most 100 characters")
  .describe("The booking's uid, from book or list_bookings.");

export const idempotencyArgumentSchema = idempotencyKeySchema
  .optional()
  .describe("Any text of yours. Called again with it and the same arguments, nothing is done twice.");

export const eventTypeArguments = {
  eventTypeId: z.int().min(1).max(2_147_483_647).optional().describe("Which kind of meeting, by its id."),
  eventTypeSlug: z
    .string()
    .max(100)
    .optional()
    .describe("Instead of the id: the last part of the meeting's link, with username."),
  username: z.string().max(40).optional().describe("The host's, the first part of the meeting's link."),
};

/**
 * The instant that a start means.
 * @throws RestError 400 for a clock reading that the zone has twice or never.
 */
export function instantOf(start: string, timeZone: string): string {
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(start);
  const instantMs = hasOffset ? Date.parse(start) : instantOfClockReading(start, timeZone);
  if (instantMs !== null) return new Date(instantMs).toISOString();
  throw new RestError(
    400,
    `Clocks change in ${timeZone} then, so that ${start} comes twice or never. Give start with its offset, such as ${start}+00:00.`,
    { field: "start", reason: "clock_reading_not_unique" },
  );
}
