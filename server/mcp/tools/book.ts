import { z } from "zod";
import { attendeeSchema, createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { bookingToolWords } from "../booking-tool-words";
import { eventTypeOf } from "../event-type-of";
import { defineTool } from "../mcp-tool";
import { sayBooking } from "../say-booking";
import {
  callersZoneSchema,
  eventTypeArguments,
  idempotencyArgumentSchema,
  instantOf,
  startSchema,
} from "../tool-arguments";

const { name, email, phoneNumber, language } = attendeeSchema.shape;
const { notes, guests, lengthMinutes } = createBookingInputSchema.shape;

export const book = defineTool({
  name: "book",
  title: "Book a time",
  description:
    "Books a free time for the caller. Say the time back and have it confirmed before you call it. Confirmations and reminders go out by themselves.",
  effects: "adds",
  input: z.object({
    ...eventTypeArguments,
    start: startSchema,
    timeZone: callersZoneSchema,
    name: name.describe("The caller's name."),
    email: email.describe("For the confirmation; needed where there is no phoneNumber."),
    phoneNumber: phoneNumber.describe("With its country code, such as +14155552671; for texts."),
    language: language.describe("In which texts are written, such as en or pt-BR."),
    notes: notes.describe("What the host should know."),
    guests: guests.describe("E-mail addresses of others who come along."),
    lengthMinutes: lengthMinutes.describe("Where the meeting can have several lengths."),
    idempotencyKey: idempotencyArgumentSchema,
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const { timeZone, language, notes, guests, lengthMinutes, idempotencyKey } = input;
    const { answer } = await caller.booking.create({
      eventType: await eventTypeOf(caller, input),
      startsAt: instantOf(input.start, timeZone),
      attendee: { name: input.name, email: input.email, phoneNumber: input.phoneNumber, timeZone, language },
      ...{ notes, guests, lengthMinutes, idempotencyKey },
    });
    const verb = answer.status === "pending" ? "Asked for" : "Booked";
    const dates = answer.series ? ` It repeats: ${answer.series.startsAt.length} dates in all.` : "";
    return `${verb}: ${sayBooking(answer, timeZone)}${dates}`;
  },
});
