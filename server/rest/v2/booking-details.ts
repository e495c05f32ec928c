import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { RestError } from "../rest-error";
import { addGuestsBodySchema, changeLocationBodySchema, markAbsentBodySchema } from "./booking-body-schemas";
import { bookingData } from "./booking-data";
import { bookingDataSchema } from "./booking-data-schema";
import {
  bookingInPath,
  bookingMissing,
  bookingVersions as versions,
  bookingWords as words,
} from "./booking-words";
import { onceAnswered } from "./once-answered";

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
  })
  .meta({ id: "Attendee", description: "One who takes part in a booking." });

const calendarLinkSchema = z.object({ label: z.string(), link: z.url() });

/** Where there could be something of others' in a booking, and there is nothing here. */
const emptyLists = ["references", "recordings", "transcripts", "conferencing-sessions"] as const;

const ofBookings = { tag: "Bookings", scope: "book", access: "key", versions, words } as const;

export const bookingDetailRoutes = [
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/mark-absent",
    params: bookingInPath,
    summary: "Mark who didn't come",
    description: "Once the booking has started.",
    body: markAbsentBodySchema,
    answer: bookingDataSchema,
    example: { body: { attendees: [{ email: "ada@example.com", absent: true }] } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const once = await caller.booking.markAbsent({
        uid: params.uid,
        host: body.host ?? undefined,
        attendees: body.attendees?.map(({ email, phoneNumber, absent }) => ({
          email: email ?? undefined,
          phoneNumber: phoneNumber ?? undefined,
          absent,
        })),
        idempotencyKey,
      });
      return onceAnswered(bookingData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "PATCH",
    pattern: "/bookings/:uid/location",
    params: bookingInPath,
    summary: "Change the place",
    description: "For all who sit in a session, and tells them.",
    body: changeLocationBodySchema,
    answer: bookingDataSchema,
    example: { body: { location: { type: "address", address: "Main Street 1" } } },
    handle: async ({ caller, params, body }) => {
      const location = placeOf(body.location);
      return { data: bookingData(await caller.booking.changeLocation({ ...params, location })) };
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/guests",
    params: bookingInPath,
    summary: "Add guests",
    description: "Up to ten.",
    body: addGuestsBodySchema,
    answer: bookingDataSchema,
    example: { body: { guests: ["charles@example.com"] } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const once = await caller.booking.addGuests({ uid: params.uid, guests: body.guests, idempotencyKey });
      return onceAnswered(bookingData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/:uid/attendees",
    params: bookingInPath,
    summary: "List who takes part",
    answer: z.array(attendeeDataSchema),
    handle: async ({ caller, params }) => ({
      data: attendeesData(await ownBooking(caller, params.uid)),
    }),
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/:uid/attendees/:attendeeId",
    params: bookingInPath.extend({ attendeeId: z.string() }),
    summary: "Read one who takes part",
    answer: attendeeDataSchema,
    handle: async ({ caller, params }) => {
      const { uid, attendeeId } = params;
      const attendees = attendeesData(await ownBooking(caller, uid));
      const attendee = attendees.find(({ id }) => String(id) === attendeeId);
      if (attendee) return { data: attendee };
      const message = `Attendee with id ${attendeeId} not found in booking ${uid}`;
      throw new RestError(404, message, { field: "attendeeId", reason: "attendee_not_found" });
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/:uid/calendar-links",
    params: bookingInPath,
    summary: "List links that put it into calendars",
    answer: z.array(calendarLinkSchema),
    handle: async ({ caller, params }) => ({
      data: await caller.booking.calendarLinks(params),
    }),
  }),
  ...emptyLists.map((name) =>
    defineRoute({
      ...ofBookings,
      method: "GET",
      pattern: `/bookings/:uid/${name}`,
      params: bookingInPath,
      summary: `List ${name.replaceAll("-", " ")}`,
      description: "Always an empty list: nothing of the kind is kept.",
      answer: z.array(z.never()),
      handle: async ({ caller, params }) => {
        await ownBooking(caller, params.uid);
        return { data: [] };
      },
    }),
  ),
];

type BookingView = Awaited<ReturnType<AppCaller["booking"]["get"]>>;
type Place = z.output<typeof changeLocationBodySchema>["location"];

/** A booking of the caller's; another's is not found. */
async function ownBooking(caller: AppCaller, uid: string): Promise<BookingView> {
  const { bookings } = await caller.booking.search({ uid });
  const [booking] = bookings;
  if (booking) return booking;
  throw new RestError(404, bookingMissing(uid), { field: "uid", reason: "booking_not_found" });
}

function attendeesData({ id: bookingId, attendees }: BookingView): z.output<typeof attendeeDataSchema>[] {
  return attendees.map(({ email, phoneNumber, ...attendee }) => ({
    ...attendee,
    bookingId,
    email: email ?? "",
    displayEmail: email ?? "",
    phoneNumber: phoneNumber ?? undefined,
  }));
}

function placeOf(place: Place): string {
  if (typeof place === "string") return place;
  switch (place.type) {
    case "address":
    case "attendeeAddress":
      return place.address;
    case "link":
      return place.link;
    case "phone":
    case "attendeePhone":
      return place.phone;
    case "attendeeDefined":
      return place.location;
  }
}
