import { z } from "zod";
import {
  attendeeSchema,
  createBookingInputSchema,
  emailSchema,
} from "@/server/domain/bookings/create-booking-input";
import { instantSpellingSchema } from "./instant-spelling";
import { maxId } from "./query-integer";
import { notServed } from "./refuse-unserved";

// What a booking is made of is said once, for all doors; here are the names and the nulls of this one.
const {
  metadata,
  guests,
  responses,
  location,
  workflowIds,
  smsReminderNumber,
  lengthMinutes,
  recurrenceCount,
} = createBookingInputSchema.shape;
const unservedSchema = z.unknown().optional().meta(notServed);
const { phoneNumber, language } = attendeeSchema.shape;
const reasonSchema = z.string().trim().max(500, "must be at most 500 characters");

/** The body of POST /v2/bookings. Options that are known but not served are kept so that they can be refused. */
export const createBookingBodySchema = z.object({
  start: instantSpellingSchema,
  attendee: attendeeSchema.extend({
    email: emailSchema.nullish(),
    phoneNumber: phoneNumber.nullish(),
    language: language.unwrap().nullish(),
  }),
  eventTypeId: z.int().min(1).max(maxId).nullish(),
  eventTypeSlug: z
    .string()
    .max(100)
    .nullish()
    .meta({ description: "With `username`, instead of `eventTypeId`." }),
  username: z.string().max(40).nullish(),
  teamSlug: z.string().max(100).nullish().meta(notServed),
  organizationSlug: z.string().max(100).nullish().meta(notServed),
  guests: guests.unwrap().nullish(),
  meetingUrl: z.url().max(500).nullish().meta({ deprecated: true, description: "Give `location` instead." }),
  location: location.nullish(),
  bookingFieldsResponses: responses.unwrap().nullish(),
  metadata: metadata.unwrap().nullish(),
  lengthInMinutes: lengthMinutes
    .nullish()
    .meta({ description: "Where the event type offers several lengths." }),
  recurrenceCount: recurrenceCount
    .nullish()
    .meta({ description: "How many dates of an event type that repeats; all of them when absent." }),
  workflowIds: workflowIds.nullish().meta({
    description: "Exactly the workflows wanted, instead of those active on the event type; `[]` means none.",
  }),
  smsReminderNumber: smsReminderNumber
    .nullish()
    .meta({ description: "Another spelling of `attendee.phoneNumber`." }),
  instant: unservedSchema,
  routing: unservedSchema,
  emailVerificationCode: unservedSchema,
  allowConflicts: unservedSchema,
  allowBookingOutOfBounds: unservedSchema,
  skipBookingLimits: unservedSchema,
});

export type CreateBookingBody = z.output<typeof createBookingBodySchema>;

const seatUidSchema = z
  .string()
  .max(100)
  .nullish()
  .meta({ description: "Which seat of a session; needed where the booking has one." });
const wholeSessionSchema = z
  .boolean()
  .nullish()
  .meta({ description: "Instead of a seat: all who sit in the session. With the host's key." });

/** The body of POST /v2/bookings/:uid/reschedule. */
export const rescheduleBookingBodySchema = z.object({
  start: instantSpellingSchema,
  rescheduledBy: emailSchema.nullish(),
  reschedulingReason: reasonSchema.nullish(),
  seatUid: seatUidSchema,
  wholeSession: wholeSessionSchema,
  emailVerificationCode: unservedSchema,
  allowConflicts: unservedSchema,
  allowBookingOutOfBounds: unservedSchema,
  skipBookingLimits: unservedSchema,
});

/** The body of POST /v2/bookings/:uid/cancel. */
export const cancelBookingBodySchema = z.object({
  cancellationReason: reasonSchema.nullish(),
  cancelSubsequentBookings: z.boolean().nullish(),
  seatUid: seatUidSchema,
  wholeSession: wholeSessionSchema,
});

/** The body of POST /v2/bookings/:uid/decline. */
export const declineBookingBodySchema = z.object({ reason: reasonSchema.nullish() });

/** The body of POST /v2/bookings/:uid/mark-absent. */
export const markAbsentBodySchema = z.object({
  host: z.boolean().nullish(),
  attendees: z
    .array(
      z.object({
        email: emailSchema.nullish(),
        phoneNumber: z.string().max(50).nullish(),
        absent: z.boolean(),
      }),
    )
    .nullish(),
});

const placeSchema = (name: string) =>
  z.string({ error: "is required" }).trim().min(1, `must name the ${name}`).max(500);

/** The body of PATCH /v2/bookings/:uid/location. */
export const changeLocationBodySchema = z.object({
  location: z.union([
    z.object({ type: z.literal("address"), address: placeSchema("address") }),
    z.object({ type: z.literal("link"), link: z.url("must be a URL").max(500) }),
    z.object({ type: z.literal("phone"), phone: placeSchema("number") }),
    z.object({ type: z.literal("attendeeAddress"), address: placeSchema("address") }),
    z.object({ type: z.literal("attendeePhone"), phone: placeSchema("number") }),
    z.object({ type: z.literal("attendeeDefined"), location: placeSchema("place") }),
    placeSchema("place"),
  ]),
});

/** The body of POST /v2/bookings/:uid/guests. */
export const addGuestsBodySchema = z.object({ guests: z.array(emailSchema) });
