import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { hasReason } from "../has-reason";
import { RestError } from "../rest-error";
import { bookingInPath } from "./booking-words";
import { messageDataSchema } from "./message-data";
import {
  markNoShowBodySchema,
  type OlderCreateBookingBody,
  olderCancelBookingBodySchema,
  olderCreateBookingBodySchema,
  olderRecurringBookingBodySchema,
} from "./older-booking-body-schemas";
import { olderCreateCall, olderRecurringCall, olderRescheduleCall } from "./older-booking-call";
import { inFlightData, olderBookingData } from "./older-booking-data";
import { olderBookingDataSchema } from "./older-booking-data-schema";
import {
  olderCreateWords,
  olderSeatWords,
  olderBookingVersions as versions,
  olderBookingWords as words,
} from "./older-booking-words";
import {
  olderBookingList,
  olderBookingListSchema,
  olderListQuerySchema,
  olderSearchCall,
} from "./older-listed-bookings";
import { onceAnswered } from "./once-answered";

const ofBookings = { tag: "Bookings", scope: "book", versions, words } as const;

const exampleBody = {
  start: "2026-12-01T10:00:00Z",
  eventTypeId: 1,
  timeZone: "Europe/London",
  language: "en",
  metadata: {},
  responses: {
    name: "Ada Lovelace",
    email: "ada@example.com",
    attendeePhoneNumber: "+1 415 555 2671",
  },
};

export const olderBookingRoutes = [
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings",
    access: "anyone",
    summary: "Book a time, or move a booking",
    description:
      "With `rescheduleUid` it moves that booking. Of an event type that repeats it books one date: all of them are booked with `POST /v2/bookings/recurring`.",
    status: 201,
    words: olderCreateWords,
    body: olderCreateBookingBodySchema,
    answer: olderBookingDataSchema,
    example: { body: exampleBody },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = body.rescheduleUid
        ? await reschedule(caller, body.rescheduleUid, body, idempotencyKey)
        : await caller.booking.create(olderCreateCall(body, idempotencyKey));
      return onceAnswered(olderBookingData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/recurring",
    access: "anyone",
    summary: "Book a series on exactly these dates",
    description:
      "All of them or none. They have to be dates on which the event type repeats, and alike in all but their times.",
    status: 201,
    body: olderRecurringBookingBodySchema,
    answer: z.array(olderBookingDataSchema),
    example: { body: [exampleBody, { ...exampleBody, start: "2026-12-08T10:00:00Z" }] },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.booking.create(olderRecurringCall(body, idempotencyKey));
      const { others = [], ...first } = once.answer;
      return onceAnswered([first, ...others].map(olderBookingData), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings",
    access: "key",
    summary: "List your bookings of one status",
    query: olderListQuerySchema,
    answer: olderBookingListSchema,
    example: { query: { "filters[status]": "upcoming", limit: "10" } },
    handle: async ({ caller, query }) => {
      const found = await caller.booking.search(olderSearchCall(query));
      return { data: olderBookingList(found, query) };
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/:uid",
    params: bookingInPath,
    access: "anyone",
    summary: "Read a booking and what it owes",
    answer: olderBookingDataSchema,
    handle: async ({ caller, params }) => ({ data: olderBookingData(await caller.booking.get(params)) }),
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/:uid/reschedule",
    params: bookingInPath,
    access: "anyone",
    summary: "Read the booking that is to be moved",
    description: "Also by the uid of a seat.",
    words: olderSeatWords,
    answer: olderBookingDataSchema,
    handle: async ({ caller, params }) => ({
      data: olderBookingData(await bookingOrSeat(caller, params.uid)),
    }),
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/cancel",
    params: bookingInPath,
    access: "anyone",
    summary: "Cancel a booking",
    description: "A host has to give a reason.",
    status: 201,
    body: olderCancelBookingBodySchema,
    answer: z.object({
      bookingId: z.int(),
      bookingUid: z.string(),
      onlyRemovedAttendee: z
        .boolean()
        .meta({ description: "Whether it was a seat, and its session goes on for the others." }),
      inFlightMessages: z.array(messageDataSchema).optional(),
    }),
    example: { body: { cancellationReason: "Ill" } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const once = await caller.booking.cancel({
        uid: body.allRemainingBookings ? await seriesOf(caller, params.uid) : params.uid,
        cancellationReason: body.cancellationReason ?? undefined,
        seatUid: body.seatReferenceUid || undefined,
        seatUidRequired: true,
        idempotencyKey,
      });
      const { id: bookingId, uid: bookingUid, seat, ...changed } = once.answer;
      const data = { bookingId, bookingUid, onlyRemovedAttendee: seat !== null, ...inFlightData(changed) };
      return onceAnswered(data, once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/mark-no-show",
    params: bookingInPath,
    access: "key",
    summary: "Mark who didn't come",
    description: "Once the booking has started.",
    status: 201,
    body: markNoShowBodySchema,
    answer: z.object({
      message: z.string(),
      noShowHost: z.boolean(),
      attendees: z.array(z.object({ email: z.string(), noShow: z.boolean() })),
    }),
    example: { body: { attendees: [{ email: "ada@example.com", noShow: true }] } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const marks = body.attendees ?? undefined;
      const once = await caller.booking.markAbsent({
        uid: params.uid,
        host: body.noShowHost ?? undefined,
        attendees: marks?.map(({ email, noShow }) => ({ email, absent: noShow })),
        idempotencyKey,
      });
      const { hostAbsent, attendees } = once.answer;
      const named = new Set(marks?.map(({ email }) => email.toLowerCase()));
      const data = {
        message: "Who came and who didn't is noted.",
        noShowHost: hostAbsent,
        attendees: attendees.flatMap(({ email, absent }) =>
          email !== null && named.has(email) ? [{ email, noShow: absent }] : [],
        ),
      };
      return onceAnswered(data, once);
    },
  }),
];

async function reschedule(
  caller: AppCaller,
  uid: string,
  body: OlderCreateBookingBody,
  idempotencyKey: string | undefined,
) {
  const call = olderRescheduleCall(uid, body, idempotencyKey);
  const { eventType } = await caller.booking.get({ uid });
  if (eventType.id === body.eventTypeId) return caller.booking.reschedule(call);
  throw new RestError(
    400,
    `A booking stays with its event type when it is moved: eventTypeId must be ${eventType.id}.`,
    { field: "eventTypeId", reason: "event_type_differs" },
  );
}

/** The uid of the series that a booking is a date of, or else its own. */
async function seriesOf(caller: AppCaller, uid: string): Promise<string> {
  try {
    return (await caller.booking.get({ uid })).series?.uid ?? uid;
  } catch (error) {
    if (hasReason(error, "booking_not_found")) return uid;
    throw error;
  }
}

async function bookingOrSeat(caller: AppCaller, uid: string) {
  try {
    return await caller.booking.get({ uid });
  } catch (error) {
    if (!hasReason(error, "booking_not_found")) throw error;
    return caller.booking.getBySeat({ seatUid: uid });
  }
}
