import { z } from "zod";
import { bookingStatuses } from "@/server/domain/bookings/booking-status";
import { messageChannels, messageStates, recipientRoles } from "@/server/domain/workflows/message-state";

const languageSchema = z.object({ locale: z.string() });
const offsetSchema = z.number().describe("Of the time zone at the start, in minutes.");

const answerSchema = z.object({ label: z.string(), value: z.unknown() });
const answersSchema = z.record(z.string(), answerSchema);

const organizerSchema = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  username: z.string(),
  timeZone: z.string(),
  language: languageSchema,
  timeFormat: z.string(),
  utcOffset: offsetSchema,
  absent: z.boolean(),
});

const attendeeSchema = z.object({
  name: z.string(),
  email: z.string().describe("Empty for an attendee who gave only a phone number."),
  timeZone: z.string(),
  language: languageSchema,
  utcOffset: offsetSchema,
  phoneNumber: z.string().nullable(),
  absent: z.boolean(),
});

/** A booking as receivers of webhooks are told of it. */
export const bookingPayloadSchema = z.object({
  type: z.string().describe("The slug of the event type."),
  title: z.string(),
  description: z.string(),
  additionalNotes: z.string(),
  customInputs: z.object({}),
  startTime: z.iso.datetime(),
  endTime: z.iso.datetime(),
  organizer: organizerSchema,
  responses: answersSchema,
  userFieldsResponses: answersSchema,
  attendees: z.array(attendeeSchema),
  guests: z.array(z.string()).readonly(),
  location: z.string(),
  destinationCalendar: z.null(),
  hideCalendarNotes: z.boolean(),
  requiresConfirmation: z.boolean(),
  eventTypeId: z.int(),
  seatsShowAttendees: z.boolean(),
  seatsPerTimeSlot: z.int().nullable(),
  uid: z.string(),
  appsStatus: z.array(z.never()),
  eventTitle: z.string(),
  eventDescription: z.string(),
  price: z.number(),
  currency: z.string(),
  length: z.int().describe("In minutes."),
  bookingId: z.int(),
  metadata: z.record(z.string(), z.string()),
  status: z.string().describe(`One of ${bookingStatuses.map((status) => status.toUpperCase()).join(", ")}.`),
  rescheduleId: z.int().optional().describe("Of the booking that this one took over; so are the next three."),
  rescheduleUid: z.string().optional(),
  rescheduleStartTime: z.iso.datetime().optional(),
  rescheduleEndTime: z.iso.datetime().optional(),
  reschedulingReason: z.string().optional(),
  rescheduledBy: z.string().optional(),
  cancellationReason: z.string().optional(),
  cancelledBy: z.string().optional(),
  rejectionReason: z.string().optional(),
});

export type BookingPayload = z.output<typeof bookingPayloadSchema>;

/** What became of one message of the booking. */
export const toldMessageSchema = z.object({
  id: z.uuid(),
  channel: z.enum(messageChannels),
  recipientRole: z.enum(recipientRoles),
  state: z.enum(messageStates),
  code: z.string().nullable(),
  workflow: z.string(),
  step: z.int(),
  dueAt: z.iso.datetime(),
  meaning: z.string().nullable().describe("What the code means, in words."),
});

export type ToldMessage = z.output<typeof toldMessageSchema>;
