import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { hasReason } from "../has-reason";
import { pathUid } from "../path-id";
import {
  cancelBookingBodySchema,
  createBookingBodySchema,
  declineBookingBodySchema,
  rescheduleBookingBodySchema,
} from "./booking-body-schemas";
import { bookingData, bookingsData } from "./booking-data";
import { bookingDataSchema, bookingOrBookingsSchema } from "./booking-data-schema";
import { bookingInPath, bookingVersions as versions, bookingWords as words } from "./booking-words";
import { createBookingCall } from "./create-booking-call";
import {
  listBookingsQuerySchema,
  listWords,
  paginationOf,
  paginationSchema,
  searchBookingsCall,
} from "./listed-bookings";
import { onceAnswered } from "./once-answered";
import { refuseUnserved } from "./refuse-unserved";

const ofBookings = { tag: "Bookings", scope: "book", versions, words } as const;
const hostsOnly = { 403: "Only the host can change a whole session." };

export const bookingRoutes = [
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings",
    access: "anyone",
    summary: "Book a time",
    description:
      "Without a key it books as an invitee does. An event type that repeats answers with the list of its dates.",
    status: 201,
    body: createBookingBodySchema,
    answer: bookingOrBookingsSchema,
    example: {
      body: {
        start: "2026-12-01T10:00:00Z",
        eventTypeId: 1,
        attendee: {
          name: "Ada Lovelace",
          email: "ada@example.com",
          timeZone: "Europe/London",
          phoneNumber: "+1 415 555 2671",
        },
      },
    },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.booking.create(createBookingCall(body, idempotencyKey));
      const { answer } = once;
      return onceAnswered(answer.series ? bookingsData(answer) : bookingData(answer), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings",
    access: "key",
    summary: "List your bookings",
    words: listWords,
    query: listBookingsQuerySchema,
    answer: z.array(bookingDataSchema),
    pagination: paginationSchema,
    example: { query: { status: "upcoming", take: "20" } },
    handle: async ({ caller, query }) => {
      refuseUnserved(query);
      const found = await caller.booking.search(searchBookingsCall(query));
      const data = found.bookings.map((view) => bookingData(view));
      return { data, pagination: paginationOf(found, query) };
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/:uid",
    params: bookingInPath,
    access: "anyone",
    summary: "Read a booking and what it owes",
    description: "By the uid of a series it answers with the list of its dates.",
    answer: bookingOrBookingsSchema,
    handle: async ({ caller, params }) => ({ data: await bookingOrSeries(caller, params.uid) }),
  }),
  defineRoute({
    ...ofBookings,
    method: "GET",
    pattern: "/bookings/by-seat/:seatUid",
    params: z.object({ seatUid: pathUid({ reason: "seat_not_found", message: seatMissing }) }),
    access: "anyone",
    summary: "Read the booking that took a seat",
    answer: bookingDataSchema,
    handle: async ({ caller, params }) => ({ data: bookingData(await caller.booking.getBySeat(params)) }),
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/reschedule",
    params: bookingInPath,
    access: "anyone",
    summary: "Move a booking",
    description: "Closes the booking and creates a linked one, which the answer shows.",
    status: 201,
    errors: hostsOnly,
    body: rescheduleBookingBodySchema,
    answer: bookingOrBookingsSchema,
    example: { body: { start: "2026-12-02T10:00:00Z", reschedulingReason: "The train is late" } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      refuseUnserved(body);
      const once = await caller.booking.reschedule({
        uid: params.uid,
        startsAt: body.start,
        seatUid: body.seatUid ?? undefined,
        seatUidRequired: true,
        wholeSession: body.wholeSession ?? undefined,
        reschedulingReason: body.reschedulingReason ?? undefined,
        rescheduledByEmail: body.rescheduledBy ?? undefined,
        idempotencyKey,
      });
      const { answer } = once;
      return onceAnswered(body.wholeSession ? bookingsData(answer) : bookingData(answer), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/cancel",
    params: bookingInPath,
    access: "anyone",
    summary: "Cancel a booking",
    description: "A host has to give a reason. By the uid of a series it cancels all dates that are left.",
    errors: hostsOnly,
    body: cancelBookingBodySchema,
    answer: bookingOrBookingsSchema,
    example: { body: { cancellationReason: "Ill" } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const once = await caller.booking.cancel({
        uid: params.uid,
        cancellationReason: body.cancellationReason ?? undefined,
        seatUid: body.seatUid ?? undefined,
        seatUidRequired: true,
        cancelSubsequentBookings: body.cancelSubsequentBookings ?? undefined,
        wholeSession: body.wholeSession ?? undefined,
        idempotencyKey,
      });
      const { answer } = once;
      const isOfSeveral =
        isSeries(answer, params.uid) || (body.cancelSubsequentBookings && answer.series) || body.wholeSession;
      return onceAnswered(isOfSeveral ? bookingsData(answer) : bookingData(answer), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/confirm",
    params: bookingInPath,
    access: "key",
    summary: "Accept a request",
    answer: bookingOrBookingsSchema,
    handle: async ({ caller, params, idempotencyKey }) => {
      const once = await caller.booking.confirm({ uid: params.uid, idempotencyKey });
      return onceAnswered(answerTo(once.answer, params.uid), once);
    },
  }),
  defineRoute({
    ...ofBookings,
    method: "POST",
    pattern: "/bookings/:uid/decline",
    params: bookingInPath,
    access: "key",
    summary: "Turn a request down",
    body: declineBookingBodySchema,
    answer: bookingOrBookingsSchema,
    example: { body: { reason: "Away that week" } },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const reason = body.reason ?? undefined;
      const once = await caller.booking.decline({ uid: params.uid, reason, idempotencyKey });
      return onceAnswered(answerTo(once.answer, params.uid), once);
    },
  }),
];

type Changed = Awaited<ReturnType<AppCaller["booking"]["confirm"]>>["answer"];

/** The booking that was named, or all that changed where the uid names their series. */
function answerTo(answer: Changed, uid: string) {
  return isSeries(answer, uid) ? bookingsData(answer) : bookingData(answer);
}

function isSeries({ series }: Changed, uid: string): boolean {
  return series?.uid === uid;
}

async function bookingOrSeries(caller: AppCaller, uid: string) {
  try {
    return bookingData(await caller.booking.get({ uid }));
  } catch (error) {
    if (!hasReason(error, "booking_not_found")) throw error;
  }
  const series = await caller.booking.getSeries({ seriesUid: uid });
  return series.map((view) => bookingData(view)).sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

function seatMissing(seatUid: string): string {
  return `Booking with seatUid=${seatUid} was not found in the database`;
}
