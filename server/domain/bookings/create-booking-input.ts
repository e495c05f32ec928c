import { z } from "zod";
import { canonicalTimeZone } from "@/server/domain/scheduling/time-zone";

const shortText = (max: number) => z.string().trim().max(max, `must be at most ${max} characters`);

// A name is printed in texts and mails to whatever number was given, so it must not carry a link.
const personName = shortText(100)
  .min(1, "must not be empty")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .refine((name) => !/[\u0000-\u001f\u007f]/.test(name), "must be one line")
  .refine((name) => !/:\/\/|\bwww\./i.test(name), "must not contain a link");

export const timeZoneSchema = z.string().transform((zone, context) => {
  const canonical = canonicalTimeZone(zone);
  if (canonical) return canonical;
  context.issues.push({
    code: "custom",
    input: zone,
    message: "is not a known IANA time zone, such as Europe/Berlin",
  });
  return z.NEVER;
});

export const emailSchema = z.email("is not an e-mail address").max(254).toLowerCase();

export const eventTypeReferenceSchema = z.union([
  z.object({ id: z.int().min(1).max(2_147_483_647) }),
  z.object({ username: z.string().max(40), slug: z.string().max(100) }),
  /** By a private link, whose use the booking counts as. */
  z.object({ privateLinkToken: z.string().min(1).max(100) }),
]);

/** How callers name an event type. */
export type EventTypeReferenceInput = z.output<typeof eventTypeReferenceSchema>;

/** Where a meeting takes place, as callers may put it. */
export const locationSchema = z.union([
  z.object({ type: z.literal("address") }),
  z.object({ type: z.literal("link") }),
  z.object({ type: z.literal("phone") }),
  z.object({ type: z.literal("integration"), integration: z.string().max(50) }),
  z.object({ type: z.literal("attendeeAddress"), address: shortText(500).min(1) }),
  z.object({ type: z.literal("attendeePhone"), phone: shortText(50).min(1) }),
  z.object({ type: z.literal("attendeeDefined"), location: shortText(500).min(1) }),
  shortText(500),
]);

const metadataMessage =
  "Metadata must have at most 50 keys, each key up to 40 characters, and string values up to 500 characters.";

export const metadataSchema = z
  .record(z.string(), z.string({ error: metadataMessage }), { error: metadataMessage })
  .refine(
    (metadata) =>
      Object.keys(metadata).length <= 50 &&
      Object.entries(metadata).every(([key, value]) => key.length <= 40 && value.length <= 500),
    metadataMessage,
  );

const responseValue = z.union([
  z.string().max(5000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(500)).max(100),
  z.record(z.string(), z.unknown()),
  z.null(),
]);

export const attendeeSchema = z.object({
  name: personName,
  email: emailSchema.optional(),
  timeZone: timeZoneSchema,
  phoneNumber: z.string().max(50).optional(),
  language: z
    .string()
    .max(20)
    .refine((tag) => Intl.DateTimeFormat.supportedLocalesOf(isWellFormedTag(tag) ? tag : []).length > 0, {
      message: "is not a known language tag, such as en or pt-BR",
    })
    .default("en"),
});

export const idempotencyKeySchema = z
  .string()
  .min(1, "must not be empty")
  .max(255, "must be at most 255 characters")
  .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces");

const instantSchema = z.iso.datetime({
  offset: true,
  error: "must be an ISO 8601 date and time with Z or an offset",
});

/** What any door hands over to book a time. Unknown fields are ignored. */
export const createBookingInputSchema = z.object({
  eventType: eventTypeReferenceSchema,
  startsAt: instantSchema,
  attendee: attendeeSchema,
  guests: z.array(emailSchema).max(10, "must be at most 10 addresses").default([]),
  notes: shortText(2000).default(""),
  location: locationSchema.optional(),
  responses: z
    .record(z.string().max(100), responseValue)
    .refine((responses) => Object.keys(responses).length <= 100, "must be at most 100 answers")
    .default({}),
  metadata: metadataSchema.default({}),
  lengthMinutes: z.int().min(1).optional(),
  /** How many times a recurring meeting is to take place; as often as the event type says when absent. */
  recurrenceCount: z.int().min(1).max(1000).optional(),
  /** Each date of a recurring meeting, ascending, instead of how many: any others are refused. */
  occurrencesAt: z.array(instantSchema).min(1).max(1000).optional(),
  /** The hold on the time or seat that this booking uses up. One that has lapsed does no harm. */
  reservationUid: z.string().max(100).optional(),
  /** Exactly the workflows wanted; absent: those that are active on the event type. */
  workflowIds: z.array(z.int().min(1).max(2_147_483_647)).max(50).optional(),
  /** Another spelling of the attendee's number. */
  smsReminderNumber: z.string().max(50).optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
  /** A field that forms hide: what fills in whatever it finds gives itself away. */
  leaveEmpty: z.string().max(0, "must be left empty").optional(),
});

export type CreateBookingInput = z.output<typeof createBookingInputSchema>;

function isWellFormedTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
