import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { hasReason } from "../has-reason";
import {
  cancelBookingBodySchema,
  createBookingBodySchema,
  declineBookingBodySchema,
  rescheduleBookingBodySchema,
} from "./booking-body-schemas";
import { bookingData, bookingsData } from "./booking-data";
import { bookingVersions as versions, bookingWords as words } from "./booking-words";
import { createBookingCall } from "./create-booking-call";
import { listBookingsQuerySchema, listWords, paginationOf, searchBookingsCall } from "./listed-bookings";
import { onceAnswered } from "./once-answered";
import { refuseUnserved } from "./refuse-unserved";

export const bookingRoutes = [
  defineRoute({
    method: "POST",
    pattern: "/bookings",
    versions,
    words,
    body: createBookingBodySchema,
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.booking.create(createBookingCall(body, idempotencyKey));
      const { answer } = once;
      return onceAnswered(201, answer.series ? bookingsData(answer) : bookingData(answer), once);
    },
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings",
    versions,
    words: listWords,
    query: listBookingsQuerySchema,
    handle: async ({ caller, query }) => {
      refuseUnserved(query);
      const found = await caller.booking.search(searchBookingsCall(query));
      const data = found.bookings.map((view) => bookingData(view));
      return { status: 200, data, pagination: paginationOf(found, query) };
    },
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings/:uid",
    versions,
    words,
    handle: async ({ caller, params }) => ({ status: 200, data: await bookingOrSeries(caller, params.uid) }),
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings/by-seat/:seatUid",
    versions,
    words,
    handle: async ({ caller, params }) => ({
      status: 200,
      data: bookingData(await caller.booking.getBySeat(params)),
    }),
  }),
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/reschedule",
    versions,
    words,
    body: rescheduleBookingBodySchema,
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
      return onceAnswered(201, body.wholeSession ? bookingsData(answer) : bookingData(answer), once);
    },
  }),
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/cancel",
    versions,
    words,
    body: cancelBookingBodySchema,
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
      return onceAnswered(200, isOfSeveral ? bookingsData(answer) : bookingData(answer), once);
    },
  }),
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/confirm",
    versions,
    words,
    handle: async ({ caller, params, idempotencyKey }) => {
      const once = await caller.booking.confirm({ uid: params.uid, idempotencyKey });
      return onceAnswered(200, answerTo(once.answer, params.uid), once);
    },
  }),
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/decline",
    versions,
    words,
    body: declineBookingBodySchema,
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const reason = body.reason ?? undefined;
      const once = await caller.booking.decline({ uid: params.uid, reason, idempotencyKey });
      return onceAnswered(200, answerTo(once.answer, params.uid), once);
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
