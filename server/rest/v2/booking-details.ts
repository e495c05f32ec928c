import { z } from "zod";
import { defineRoute } from "../define-route";
import type { ErrorWords } from "../rest-error-of";
import { addGuestsBodySchema, changeLocationBodySchema, markAbsentBodySchema } from "./booking-body-schemas";
import { bookingData } from "./booking-data";
import { bookingDataSchema } from "./booking-data-schema";
import { bookingInPath, bookingVersions as versions, bookingWords as words } from "./booking-words";
import { onceAnswered } from "./once-answered";
import { ownBooking } from "./own-booking";

const calendarLinkSchema = z.object({ label: z.string(), link: z.url() });

/** Where there could be something of others' in a booking, and there is nothing here. */
const emptyLists = ["references", "recordings", "transcripts", "conferencing-sessions"] as const;

const wordsOfMarks: ErrorWords = {
  ...words,
  messages: {
    ...words.messages,
    booking_not_found: (message) => message.replace(" was not found in the database", " not found."),
  },
};

const ofBookings = { tag: "Bookings", scope: "book", access: "key", versions, words } as const;

export const bookingDetailRoutes = [
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/mark-absent",
    params: bookingInPath,
    summary: "Mark who didn't come",
    words: wordsOfMarks,
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

type Place = z.output<typeof changeLocationBodySchema>["location"];

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
