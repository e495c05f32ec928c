import { z } from "zod";
import { attendeeSchema, emailSchema } from "@/server/domain/bookings/create-booking-input";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { pathNumber } from "../path-id";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingInPath, bookingVersions as versions, bookingWords as words } from "./booking-words";
import { onceAnswered } from "./once-answered";
import { ownBooking } from "./own-booking";

/** An attendee as the lists of attendees show them. */
export const attendeeDataSchema = z
  .object({
    id: z.int(),
    bookingId: z.int(),
    name: z.string(),
    email: z.string().meta({ description: "Empty for an attendee who gave only a phone number." }),
    displayEmail: z.string(),
    timeZone: z.string(),
    language: z.string(),
    absent: z.boolean(),
    phoneNumber: z.string().optional(),
    seatUid: z.string().optional().meta({ description: "Of the place that they take in a session." }),
  })
  .meta({ id: "Attendee", description: "One who takes part in a booking." });

const { phoneNumber, language } = attendeeSchema.shape;

/** The body of POST /v2/bookings/:uid/attendees. */
export const addAttendeeBodySchema = attendeeSchema.extend({
  email: emailSchema,
  phoneNumber: phoneNumber.nullish(),
  language: language.unwrap().nullish(),
});

const wordsOfBody: ErrorWords = {
  ...words,
  fields: {
    ...words.fields,
    "attendee.email": "email",
    "attendee.phoneNumber": "phoneNumber",
    startsAt: "uid",
  },
};

const missing = {
  reason: "attendee_not_found",
  message: (id: string) => `Attendee with id ${id} not found in this booking`,
};
const attendeeInPath = bookingInPath.extend({ attendeeId: pathNumber(missing) });
const ofAttendees = { tag: "Bookings", scope: "book", access: "key", versions, words } as const;

export const bookingAttendeeRoutes = [
  defineRoute({
    ...ofAttendees,
    method: "POST",
    pattern: "/bookings/:uid/attendees",
    params: bookingInPath,
    summary: "Add one who takes part",
    description:
      "They are told by mail, with an invitation for their calendar, and of what becomes of the booking; reminders and texts go to whoever booked. Where the booking has a seat, a seat of their own is booked, and the answer tells of that booking. Five a minute.",
    status: 201,
    words: wordsOfBody,
    body: addAttendeeBodySchema,
    answer: attendeeDataSchema,
    example: {
      body: { name: "Charles Babbage", email: "charles@example.com", timeZone: "Europe/London" },
    },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const attendee = {
        ...body,
        phoneNumber: body.phoneNumber ?? undefined,
        language: body.language ?? undefined,
      };
      const once = await caller.booking.addAttendee({ ...params, attendee, idempotencyKey });
      return onceAnswered(attendeeData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofAttendees,
    method: "GET",
    pattern: "/bookings/:uid/attendees",
    params: bookingInPath,
    summary: "List who takes part",
    description: "Whoever booked first.",
    answer: z.array(attendeeDataSchema),
    handle: async ({ caller, params }) => ({ data: attendeesData(await ownBooking(caller, params.uid)) }),
  }),
  defineRoute({
    ...ofAttendees,
    method: "GET",
    pattern: "/bookings/:uid/attendees/:attendeeId",
    params: attendeeInPath,
    summary: "Read one who takes part",
    answer: attendeeDataSchema,
    handle: async ({ caller, params: { uid, attendeeId } }) => {
      const attendees = attendeesData(await ownBooking(caller, uid));
      const attendee = attendees.find(({ id }) => id === attendeeId);
      if (attendee) return { data: attendee };
      const { reason, message } = missing;
      throw new RestError(404, message(String(attendeeId)), { field: "attendeeId", reason });
    },
  }),
  defineRoute({
    ...ofAttendees,
    method: "DELETE",
    pattern: "/bookings/:uid/attendees/:attendeeId",
    params: attendeeInPath,
    summary: "Take one off who was added",
    description: "They are told by mail. Whoever booked can't be taken off: cancel the booking instead.",
    answer: attendeeDataSchema,
    handle: async ({ caller, params }) => ({
      data: attendeeData(await caller.booking.removeAttendee(params)),
    }),
  }),
];

type BookingView = Awaited<ReturnType<AppCaller["booking"]["get"]>>;
type AttendeeView = BookingView["attendees"][number] & { bookingId: number; seatUid: string | null };

function attendeesData({ id: bookingId, seat, attendees }: BookingView) {
  return attendees.map((attendee) => attendeeData({ ...attendee, bookingId, seatUid: seat?.uid ?? null }));
}

function attendeeData(attendee: AttendeeView): z.output<typeof attendeeDataSchema> {
  const { id, bookingId, name, timeZone, language, absent } = attendee;
  const email = attendee.email ?? "";
  return {
    ...{ id, bookingId, name, email, displayEmail: email, timeZone, language, absent },
    phoneNumber: attendee.phoneNumber ?? undefined,
    seatUid: attendee.seatUid ?? undefined,
  };
}
