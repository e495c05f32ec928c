import { z } from "zod";
import { bookingStatuses } from "@/server/domain/bookings/booking-status";
import { messageDataSchema } from "./message-data";

const uid = "k3v9q2mx7a4bw8";

const personSchema = z.object({
  name: z.string(),
  email: z.string().meta({ description: "Empty for an attendee who gave only a phone number." }),
  displayEmail: z.string(),
  timeZone: z.string().meta({ examples: ["Europe/London"] }),
});

const textsSchema = z.record(z.string(), z.string());

const hostSchema = personSchema.extend({ id: z.int(), username: z.string() });

const attendeeSchema = personSchema.extend({
  language: z.string().meta({ examples: ["en"] }),
  absent: z.boolean(),
  phoneNumber: z
    .string()
    .optional()
    .meta({ examples: ["+14155552671"] }),
  seatUid: z.string().optional(),
  bookingFieldsResponses: z.looseObject({ name: z.string() }).optional(),
  metadata: textsSchema.optional(),
});

/** A booking as this API shows it; what isn't set is left out. */
export const bookingDataSchema = z
  .object({
    id: z.int(),
    uid: z.string().meta({
      description: "Whoever knows it may read, move and cancel the booking: treat it like a password.",
      examples: [uid],
    }),
    title: z.string(),
    description: z.string().meta({ description: "The attendee's notes." }),
    hosts: z.array(hostSchema),
    status: z.enum(bookingStatuses),
    cancellationReason: z.string().optional(),
    cancelledByEmail: z.string().optional(),
    reschedulingReason: z.string().optional(),
    rescheduledByEmail: z.string().optional(),
    rescheduledFromUid: z.string().optional().meta({ description: "The booking that this one took over." }),
    recurringBookingUid: z.string().optional().meta({ description: "Of the series that it is a date of." }),
    seatUid: z.string().optional().meta({ description: "Of the place that it takes in a session." }),
    rescheduledToUid: z.string().optional().meta({ description: "The booking that took this one over." }),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    duration: z.int().meta({ description: "In minutes." }),
    eventTypeId: z.int(),
    eventType: z.object({ id: z.int(), slug: z.string() }),
    meetingUrl: z.string().optional().meta({ deprecated: true, description: "The same as `location`." }),
    location: z.string().optional(),
    absentHost: z.boolean(),
    rating: z.int().optional().meta({ description: "From 1 to 5, once whoever booked has said so." }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    metadata: textsSchema,
    icsUid: z.string().meta({ description: "Stays the same when the booking is moved." }),
    attendees: z.array(attendeeSchema),
    guests: z.array(z.string()).optional(),
    bookingFieldsResponses: z.looseObject({ name: z.string(), email: z.string() }),
    workflows: z
      .array(messageDataSchema)
      .meta({ description: "The messages that workflows owe, as far as they have come." }),
    notifications: z.array(messageDataSchema).meta({ description: "The booking's own e-mails." }),
    inFlightMessages: z.array(messageDataSchema).optional().meta({
      description: "Messages from before a change that were going out already and could not be stopped.",
    }),
  })
  .meta({ id: "Booking", description: "An appointment and what it owes. What isn't set is left out." });

export type BookingData = z.output<typeof bookingDataSchema>;

/** A booking, or the dates of a series or the seats of a session, by their start. */
export const bookingOrBookingsSchema = z.union([bookingDataSchema, z.array(bookingDataSchema)]).meta({
  description: "A booking; of a series or a whole session the list of its bookings by their start.",
});
