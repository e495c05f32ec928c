import { z } from "zod";
import { recurrenceFrequencies } from "@/server/domain/scheduling/recurrence";
import { maxId } from "./query-integer";
import { notServed } from "./refuse-unserved";

// Here are the names and forms of this API; what the values must be is said once, for all doors.
const unservedSchema = z.unknown().optional().meta(notServed);
const wholeSchema = z.int();
const textSchema = z.string().max(500);

/** Instead of settings that can be switched off. */
const disabledSchema = z.object({ disabled: z.literal(true) });
const enabled = { disabled: z.literal(false).optional() };

const locationSchema = z.union([
  z.object({ type: z.literal("address"), address: textSchema, public: z.boolean().optional() }),
  z.object({
    type: z.literal("link"),
    link: z.url("must be a URL").max(500),
    public: z.boolean().optional(),
  }),
  z.object({ type: z.literal("phone"), phone: textSchema, public: z.boolean().optional() }),
  z.object({ type: z.literal("attendeeDefined") }),
  z.object({ type: z.literal("attendeePhone") }).meta(notServed),
  z.object({ type: z.literal("attendeeAddress") }).meta(notServed),
  z.object({ type: z.literal("organizersDefaultApp") }).meta(notServed),
  z.object({ type: z.literal("integration"), integration: z.string() }).meta(notServed),
]);

/** A question of the booking form, as bodies name it; only those that every event type has are served. */
export const bookingFieldSchema = z.looseObject({
  type: z.string().max(50),
  slug: z.string().max(100).optional(),
  required: z.boolean().optional(),
  hidden: z.boolean().optional(),
});

const limitsSchema = z.object({
  ...enabled,
  day: wholeSchema.min(1, "must be at least 1").optional(),
  week: wholeSchema.min(1, "must be at least 1").optional(),
  month: wholeSchema.min(1, "must be at least 1").optional(),
  year: wholeSchema.min(1, "must be at least 1").optional(),
});

const activeLimitSchema = z.object({
  ...enabled,
  maximumActiveBookings: wholeSchema,
  offerReschedule: z.boolean().optional(),
});

const windowSchemas = [
  z.object({
    ...enabled,
    type: z.enum(["businessDays", "calendarDays"]),
    value: z.int(),
    rolling: z
      .boolean()
      .optional()
      .meta({ description: "Whether only days count that still have a free time." }),
  }),
  z.object({
    ...enabled,
    type: z.literal("range"),
    value: z.tuple([z.string(), z.string()]).meta({ description: "The first and the last date." }),
  }),
] as const;

const confirmationSchemas = [
  z.object({
    ...enabled,
    type: z.literal("always"),
    blockUnconfirmedBookingsInBooker: z.boolean().optional(),
  }),
  z.object({
    ...enabled,
    type: z.literal("time"),
    noticeThreshold: z.object({ unit: z.enum(["minutes", "hours", "days"]), count: wholeSchema }),
    blockUnconfirmedBookingsInBooker: z.boolean().optional(),
  }),
] as const;

const recurrenceBodySchema = z.object({
  ...enabled,
  frequency: z.enum(recurrenceFrequencies),
  interval: wholeSchema,
  occurrences: wholeSchema,
});

const seatsBodySchema = z.object({
  ...enabled,
  seatsPerTimeSlot: wholeSchema,
  showAttendeeInfo: z.boolean().optional(),
  showAvailabilityCount: z.boolean().optional(),
});

const orDisabled = <const Schemas extends readonly z.ZodObject[]>(...schemas: Schemas) =>
  z.union([...schemas, disabledSchema]).nullish();

/** The body of POST /v2/event-types. Options that are known but not served are kept so that they can be refused. */
export const createEventTypeBodySchema = z.object({
  title: z.string(),
  slug: z.string(),
  lengthInMinutes: wholeSchema,
  lengthInMinutesOptions: z.array(wholeSchema).nullish(),
  description: z.string().nullish(),
  locations: z.array(locationSchema).max(1, "must be one place").nullish(),
  bookingFields: z.array(bookingFieldSchema).max(50).nullish().meta({
    description:
      "A field of type phone that is required asks for the number. Questions of your own are not kept: `bookingFieldsResponses` of a booking takes any.",
  }),
  slotInterval: wholeSchema.nullish(),
  minimumBookingNotice: wholeSchema.nullish(),
  beforeEventBuffer: wholeSchema.nullish(),
  afterEventBuffer: wholeSchema.nullish(),
  scheduleId: z.int().min(1).max(maxId).nullish(),
  bookingLimitsCount: orDisabled(limitsSchema),
  bookingLimitsDuration: orDisabled(limitsSchema).meta({ description: "In minutes." }),
  bookerActiveBookingsLimit: orDisabled(activeLimitSchema),
  onlyShowFirstAvailableSlot: z.boolean().nullish(),
  bookingWindow: orDisabled(...windowSchemas),
  offsetStart: wholeSchema.nullish(),
  confirmationPolicy: orDisabled(...confirmationSchemas),
  recurrence: orDisabled(recurrenceBodySchema),
  seats: orDisabled(seatsBodySchema),
  lockTimeZoneToggleOnBookingPage: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  disableGuests: unservedSchema,
  bookerLayouts: unservedSchema,
  requiresBookerEmailVerification: unservedSchema,
  hideCalendarNotes: unservedSchema,
  hideCalendarEventDetails: unservedSchema,
  hideOrganizerEmail: unservedSchema,
  color: unservedSchema,
  customName: unservedSchema,
  destinationCalendar: unservedSchema,
  selectedCalendars: unservedSchema,
  useDestinationCalendarEmail: unservedSchema,
  successRedirectUrl: unservedSchema,
  calVideoSettings: unservedSchema,
  bookingRequiresAuthentication: unservedSchema,
  disableRescheduling: unservedSchema,
  disableCancelling: unservedSchema,
  schedulingType: unservedSchema,
  hosts: unservedSchema,
  assignAllTeamMembers: unservedSchema,
});

export type CreateEventTypeBody = z.output<typeof createEventTypeBodySchema>;

/** The body of PATCH /v2/event-types/:eventTypeId; what is left out stays as it is. */
export const updateEventTypeBodySchema = createEventTypeBodySchema.partial();

export type EventTypeBody = z.output<typeof updateEventTypeBodySchema>;
