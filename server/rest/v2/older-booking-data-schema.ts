import { z } from "zod";
import { bookingStatuses } from "@/server/domain/bookings/booking-status";
import { messageDataSchema } from "./message-data";

const upperStatuses = bookingStatuses.map((status) => status.toUpperCase());

const userSchema = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  username: z.string(),
  timeZone: z.string(),
});

const attendeeSchema = z.object({
  id: z.int(),
  bookingId: z.int(),
  name: z.string(),
  email: z.string().meta({ description: "Empty for an attendee who gave only a phone number." }),
  phoneNumber: z.string().nullable(),
  timeZone: z.string(),
  locale: z.string(),
  noShow: z.boolean(),
});

const nothing = "Always so: there is nothing of the kind.";
const always = <Value extends string | number | boolean | null>(value: Value) =>
  z.literal(value).meta({ description: nothing });
const emptyObjectSchema = z.object({}).meta({ description: nothing });
const emptyListSchema = z.array(z.never()).meta({ description: nothing });

const eventTypeSchema = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  eventName: always(null),
  price: always(0),
  currency: always("usd"),
  metadata: emptyObjectSchema,
  team: always(null),
});

/** A booking as the older versions show it; what isn't set is null. */
export const olderBookingDataSchema = z
  .object({
    id: z.int(),
    uid: z.string().meta({
      description: "Whoever knows it may read, move and cancel the booking: treat it like a password.",
    }),
    title: z.string(),
    description: z.string().nullable().meta({ description: "The attendee's notes." }),
    startTime: z.iso.datetime(),
    endTime: z.iso.datetime(),
    status: z.enum(upperStatuses),
    location: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    responses: z.looseObject({ name: z.string(), email: z.string(), guests: z.array(z.string()) }),
    cancellationReason: z.string().nullable(),
    rejectionReason: z.string().nullable(),
    rescheduled: z.boolean().meta({ description: "Whether another booking took this one over." }),
    fromReschedule: z.string().nullable().meta({ description: "The booking that this one took over." }),
    recurringEventId: z.string().nullable().meta({ description: "Of the series that it is a date of." }),
    smsReminderNumber: z.string().nullable().meta({ description: "The attendee's number." }),
    userPrimaryEmail: z.string().meta({ description: "The host's address." }),
    userId: z.int(),
    user: userSchema.meta({ description: "The host." }),
    eventTypeId: z.int(),
    eventType: eventTypeSchema,
    attendees: z.array(attendeeSchema),
    seatReferenceUid: z.string().nullable().meta({ description: "Of the place that it takes in a session." }),
    seatsReferences: z.array(z.object({ referenceUid: z.string() })),
    customInputs: emptyObjectSchema,
    paid: always(false),
    payment: emptyListSchema,
    references: emptyListSchema,
    isRecorded: always(false),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    workflows: z
      .array(messageDataSchema)
      .meta({ description: "The messages that workflows owe, as far as they have come." }),
    notifications: z.array(messageDataSchema).meta({ description: "The booking's own e-mails." }),
    inFlightMessages: z.array(messageDataSchema).optional().meta({
      description: "Messages from before a change that were going out already and could not be stopped.",
    }),
  })
  .meta({
    id: "OlderBooking",
    description: "A booking in the shape before `2024-08-13`. What isn't set is null.",
  });

export type OlderBookingData = z.output<typeof olderBookingDataSchema>;
