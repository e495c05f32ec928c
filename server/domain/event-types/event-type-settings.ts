import { z } from "zod";
import { confirmationKinds } from "@/server/domain/scheduling/confirmation";
import { minutesPerDay } from "@/server/domain/scheduling/local-date";
import { recurrenceFrequencies } from "@/server/domain/scheduling/recurrence";
import {
  bookingLimitsSchema,
  bookingWindowSchema,
  lengthMinutesSchema,
  schedulingRulesSchema,
} from "@/server/domain/scheduling/rules-schemas";

const maxLengthOptions = 20;
const maxOccurrences = 52;
const maxInterval = 12;

const text = (most: number) => z.string().trim().max(most, `must be at most ${most} characters`);
const rules = schedulingRulesSchema.shape;

export const slugSchema = z
  .string()
  .max(100, "must be at most 100 characters")
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, "must be lower-case letters, digits and hyphens between them");

/** Bookings of an event type that the organizer must agree to, as it is written in requests. */
export const confirmationSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal(confirmationKinds[0]) }),
  z.object({ kind: z.literal(confirmationKinds[1]), pendingHoldsTime: z.boolean().default(true) }),
  z.object({
    kind: z.literal(confirmationKinds[2]),
    noticeMinutes: rules.minimumNoticeMinutes.min(1, "must be at least 1"),
    pendingHoldsTime: z.boolean().default(true),
  }),
]);

export const recurrenceSchema = z.object({
  frequency: z.enum(recurrenceFrequencies),
  interval: z.int().min(1, "must be at least 1").max(maxInterval, `must be at most ${maxInterval}`),
  count: z.int().min(2, "must be at least 2").max(maxOccurrences, `must be at most ${maxOccurrences}`),
});

export const seatsSchema = z.object({
  perSlot: rules.seatsPerSlot.unwrap().unwrap(),
  /** Whether those who sit in a session see each other's names. */
  showsAttendees: z.boolean().default(false),
  /** Whether everyone sees how many seats are left. */
  showsLeft: z.boolean().default(true),
});

/** All that an organizer says about a kind of meeting. */
const settings = z.object({
  title: text(120).min(1, "must not be empty"),
  slug: slugSchema,
  description: text(2000),
  location: text(500),
  lengthMinutes: lengthMinutesSchema,
  /** The lengths to choose from, the usual one among them; none where there is nothing to choose. */
  lengthOptionsMinutes: z
    .array(lengthMinutesSchema)
    .max(maxLengthOptions, `must be at most ${maxLengthOptions} lengths`)
    .refine((lengths) => new Set(lengths).size === lengths.length, "must name each length once"),
  /** The length when null. */
  slotIntervalMinutes: z
    .int("must be a whole number of minutes")
    .min(5, "must be at least 5")
    .max(minutesPerDay, `must be at most ${minutesPerDay}`)
    .nullable(),
  startOffsetMinutes: rules.startOffsetMinutes,
  minimumNoticeMinutes: rules.minimumNoticeMinutes,
  bookingWindow: bookingWindowSchema,
  bufferBeforeMinutes: rules.bufferBeforeMinutes,
  bufferAfterMinutes: rules.bufferAfterMinutes,
  bookingLimits: bookingLimitsSchema,
  /** How many bookings ahead one person may have; a series counts as one. */
  maxActivePerAttendee: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(1000, "must be at most 1000")
    .nullable(),
  onlyFirstSlotOfDay: z.boolean(),
  locksTimeZone: z.boolean(),
  confirmation: confirmationSchema,
  seats: seatsSchema.nullable(),
  recurrence: recurrenceSchema.nullable(),
  phoneRequired: z.boolean(),
  /** Not listed on the organizer's page; who knows the address may book. */
  hidden: z.boolean(),
  /** Bookable by private links only. */
  requiresPrivateLink: z.boolean(),
});

export type EventTypeSettings = z.output<typeof settings>;

function fitTogether(
  { lengthMinutes, lengthOptionsMinutes: options, seats, confirmation }: EventTypeSettings,
  context: z.RefinementCtx,
): void {
  const refuse = (field: keyof EventTypeSettings, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (options.length > 0 && !options.includes(lengthMinutes)) {
    refuse("lengthOptionsMinutes", "must include the usual length");
  }
  if (seats !== null && confirmation.kind !== "none")
    refuse("seats", "can't be had where bookings must be confirmed");
}

/** Settings that are complete and fit together. */
export const eventTypeSettingsSchema = settings.superRefine(fitTogether);

/** Changes of settings; what is left out stays. */
export const eventTypeChangesSchema = settings.partial();

/** The settings of a new event type; only what it is called, where it is and how long it takes must be said. */
export const newEventTypeSchema = settings
  .extend({
    description: settings.shape.description.default(""),
    location: settings.shape.location.default(""),
    lengthOptionsMinutes: settings.shape.lengthOptionsMinutes.default([]),
    slotIntervalMinutes: settings.shape.slotIntervalMinutes.default(null),
    startOffsetMinutes: settings.shape.startOffsetMinutes.default(0),
    minimumNoticeMinutes: settings.shape.minimumNoticeMinutes.default(120),
    bookingWindow: settings.shape.bookingWindow.default({ kind: "unlimited" }),
    bufferBeforeMinutes: settings.shape.bufferBeforeMinutes.default(0),
    bufferAfterMinutes: settings.shape.bufferAfterMinutes.default(0),
    bookingLimits: settings.shape.bookingLimits.default([]),
    maxActivePerAttendee: settings.shape.maxActivePerAttendee.default(null),
    onlyFirstSlotOfDay: z.boolean().default(false),
    locksTimeZone: z.boolean().default(false),
    confirmation: settings.shape.confirmation.default({ kind: "none" }),
    seats: settings.shape.seats.default(null),
    recurrence: settings.shape.recurrence.default(null),
    phoneRequired: z.boolean().default(false),
    hidden: z.boolean().default(false),
    requiresPrivateLink: z.boolean().default(false),
  })
  .superRefine(fitTogether);
