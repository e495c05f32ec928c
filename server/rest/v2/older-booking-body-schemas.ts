import { z } from "zod";
import { attendeeSchema, createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { instantSpellingSchema } from "./instant-spelling";
import { maxId } from "./query-integer";
import { notServed } from "./refuse-unserved";

// What is said here only by its kind is read by the procedures, which say what is wrong in the same words at any door.
const { metadata, guests, smsReminderNumber } = createBookingInputSchema.shape;
const { name, timeZone, language } = attendeeSchema.shape;
const unservedSchema = z.unknown().optional().meta(notServed);
const addressSchema = z.string().max(254);
const uidSchema = z.string().max(100);

const responsesSchema = z
  .looseObject({
    name: z.union([
      name,
      z.object({ firstName: z.string().max(100), lastName: z.string().max(100).nullish() }),
    ]),
    email: addressSchema.nullish().meta({ description: "Empty for an attendee with a phone number alone." }),
    guests: guests.unwrap().nullish(),
    notes: z.string().nullish(),
    location: z
      .union([
        z.string().max(500),
        z.object({ value: z.string().max(100), optionValue: z.string().max(500).nullish() }),
      ])
      .nullish()
      .meta({
        description:
          "`value` is `phone`, `attendeeInPerson` or `somewhereElse`; any other leaves the place as it is.",
      }),
    attendeePhoneNumber: smsReminderNumber.nullish(),
    smsReminderNumber: smsReminderNumber.nullish().meta({ description: "Another spelling of the number." }),
    rescheduleReason: z.string().nullish().meta({ description: "With `rescheduleUid`." }),
  })
  .meta({ description: "The answers to the event type's questions, by their slugs." });

/** The body of POST /v2/bookings in the older versions. */
export const olderCreateBookingBodySchema = z.object({
  start: instantSpellingSchema,
  end: instantSpellingSchema
    .nullish()
    .meta({ description: "Where the event type offers several lengths; it must be one of them." }),
  eventTypeId: z.int().min(1).max(maxId),
  responses: responsesSchema,
  timeZone,
  language: language.unwrap().nullish(),
  metadata: metadata.unwrap().nullish(),
  rescheduleUid: uidSchema.nullish().meta({
    description: "Moves this booking, which keeps its attendee, answers and metadata.",
  }),
  rescheduledBy: addressSchema.nullish(),
  seatReferenceUid: uidSchema.nullish().meta({
    description: "With `rescheduleUid`: which seat of a session; needed where the booking has one.",
  }),
  reservedSlotUid: uidSchema.nullish().meta({ description: "The reservation that this uses up." }),
  locationUrl: z.url().max(500).nullish().meta({ description: "Where it takes place." }),
  smsReminderNumber: smsReminderNumber.nullish().meta({ description: "Another spelling of the number." }),
  hashedLink: unservedSchema,
  hasHashedBookingLink: unservedSchema,
  orgSlug: unservedSchema,
  teamMemberEmail: unservedSchema,
  routedTeamMemberIds: unservedSchema,
  routingFormResponseId: unservedSchema,
  reroutingFormResponses: unservedSchema,
  crmAppSlug: unservedSchema,
  _isDryRun: unservedSchema,
});

export type OlderCreateBookingBody = z.output<typeof olderCreateBookingBodySchema>;

/** The body of POST /v2/bookings/recurring: each date, alike in all but its times. */
export const olderRecurringBookingBodySchema = z
  .array(
    olderCreateBookingBodySchema
      .omit({ rescheduleUid: true, rescheduledBy: true, seatReferenceUid: true })
      .extend({
        rescheduleUid: unservedSchema,
        noEmail: unservedSchema,
        recurringEventId: z.string().nullish().meta({ description: "Punctual gives its own." }),
      }),
  )
  .min(1)
  .max(1000);

/** The body of POST /v2/bookings/:uid/cancel in the older versions. */
export const olderCancelBookingBodySchema = z.object({
  cancellationReason: z.string().nullish(),
  allRemainingBookings: z
    .boolean()
    .nullish()
    .meta({ description: "All dates of its series that lie ahead." }),
  seatReferenceUid: uidSchema
    .nullish()
    .meta({ description: "Which seat of a session; needed where the booking has one." }),
});

/** The body of POST /v2/bookings/:uid/mark-no-show. */
export const markNoShowBodySchema = z.object({
  noShowHost: z.boolean().nullish(),
  attendees: z.array(z.object({ email: addressSchema, noShow: z.boolean() })).nullish(),
});
