import { z } from "zod";
import {
  attendeeSchema,
  createBookingInputSchema,
  emailSchema,
} from "@/server/domain/bookings/create-booking-input";
import { instantSpellingSchema } from "./instant-spelling";

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
  eventTypeId: z.int().min(1).max(2_147_483_647).nullish(),
  eventTypeSlug: z.string().max(100).nullish(),
  username: z.string().max(40).nullish(),
  teamSlug: z.string().max(100).nullish(),
  organizationSlug: z.string().max(100).nullish(),
  guests: guests.unwrap().nullish(),
  meetingUrl: z.url().max(500).nullish(),
  location: location.nullish(),
  bookingFieldsResponses: responses.unwrap().nullish(),
  metadata: metadata.unwrap().nullish(),
  lengthInMinutes: lengthMinutes.nullish(),
  recurrenceCount: recurrenceCount.nullish(),
  workflowIds: workflowIds.nullish(),
  smsReminderNumber: smsReminderNumber.nullish(),
  instant: z.unknown().optional(),
  routing: z.unknown().optional(),
  emailVerificationCode: z.unknown().optional(),
  allowConflicts: z.unknown().optional(),
  allowBookingOutOfBounds: z.unknown().optional(),
  skipBookingLimits: z.unknown().optional(),
});

export type CreateBookingBody = z.output<typeof createBookingBodySchema>;

/** The body of POST /v2/bookings/:uid/reschedule. */
export const rescheduleBookingBodySchema = z.object({
  start: instantSpellingSchema,
  rescheduledBy: emailSchema.nullish(),
  reschedulingReason: reasonSchema.nullish(),
  seatUid: z.string().max(100).nullish(),
  wholeSession: z.boolean().nullish(),
  emailVerificationCode: z.unknown().optional(),
  allowConflicts: z.unknown().optional(),
  allowBookingOutOfBounds: z.unknown().optional(),
  skipBookingLimits: z.unknown().optional(),
});

/** The body of POST /v2/bookings/:uid/cancel. */
export const cancelBookingBodySchema = z.object({
  cancellationReason: reasonSchema.nullish(),
  cancelSubsequentBookings: z.boolean().nullish(),
  seatUid: z.string().max(100).nullish(),
  wholeSession: z.boolean().nullish(),
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
