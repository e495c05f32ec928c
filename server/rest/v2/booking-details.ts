import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { RestError } from "../rest-error";
import { addGuestsBodySchema, changeLocationBodySchema, markAbsentBodySchema } from "./booking-body-schemas";
import { bookingData } from "./booking-data";
import { bookingVersions as versions, bookingWords as words } from "./booking-words";
import { onceAnswered } from "./once-answered";

/** An attendee as the lists of attendees show them. */
export const attendeeDataSchema = z.object({
  id: z.int(),
  bookingId: z.int(),
  name: z.string(),
  /** Empty for an attendee who gave only a phone number. */
  email: z.string(),
  displayEmail: z.string(),
  timeZone: z.string(),
  language: z.string(),
  absent: z.boolean(),
  phoneNumber: z.string().optional(),
});

/** Where there could be something of others' in a booking, and there is nothing here. */
const emptyLists = ["references", "recordings", "transcripts", "conferencing-sessions"] as const;

export const bookingDetailRoutes = [
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/mark-absent",
    versions,
    words,
    body: markAbsentBodySchema,
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
      return onceAnswered(200, bookingData(once.answer), once);
    },
  }),
  defineRoute({
    method: "PATCH",
    pattern: "/bookings/:uid/location",
    versions,
    words,
    body: changeLocationBodySchema,
    handle: async ({ caller, params, body }) => {
      const location = placeOf(body.location);
      return { status: 200, data: bookingData(await caller.booking.changeLocation({ ...params, location })) };
    },
  }),
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/guests",
    versions,
    words,
    body: addGuestsBodySchema,
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const once = await caller.booking.addGuests({ uid: params.uid, guests: body.guests, idempotencyKey });
      return onceAnswered(200, bookingData(once.answer), once);
    },
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings/:uid/attendees",
    versions,
    words,
    handle: async ({ caller, params }) => ({
      status: 200,
      data: attendeesData(await ownBooking(caller, params.uid)),
    }),
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings/:uid/attendees/:attendeeId",
    versions,
    words,
    handle: async ({ caller, params }) => {
      const { uid, attendeeId } = params;
      const attendees = attendeesData(await ownBooking(caller, uid));
      const attendee = attendees.find(({ id }) => String(id) === attendeeId);
      if (attendee) return { status: 200, data: attendee };
      const message = `Attendee with id ${attendeeId} not found in booking ${uid}`;
      throw new RestError(404, message, { field: "attendeeId", reason: "attendee_not_found" });
    },
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings/:uid/calendar-links",
    versions,
    words,
    handle: async ({ caller, params }) => ({
      status: 200,
      data: await caller.booking.calendarLinks(params),
    }),
  }),
  ...emptyLists.map((name) =>
    defineRoute({
      method: "GET",
      pattern: `/bookings/:uid/${name}`,
      versions,
      words,
      handle: async ({ caller, params }) => {
        await ownBooking(caller, params.uid);
        return { status: 200, data: [] };
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
  const message = `Booking with uid=${uid} was not found in the database`;
  throw new RestError(404, message, { field: "uid", reason: "booking_not_found" });
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
