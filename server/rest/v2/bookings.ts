import type { ApiVersion } from "../api-version";
import { defineRoute, type RestAnswer } from "../define-route";
import type { ErrorWords } from "../rest-error-of";
import {
  cancelBookingBodySchema,
  createBookingBodySchema,
  rescheduleBookingBodySchema,
} from "./booking-body-schemas";
import { bookingData } from "./booking-data";
import { createBookingCall } from "./create-booking-call";
import { eventTypeFields } from "./event-type-reference";
import { refuseUnserved } from "./refuse-unserved";

const versions: readonly ApiVersion[] = ["2024-08-13", "2026-02-25"];

const words: ErrorWords = {
  fields: {
    ...eventTypeFields,
    startsAt: "start",
    notes: "bookingFieldsResponses.notes",
    responses: "bookingFieldsResponses",
    lengthMinutes: "lengthInMinutes",
    rescheduledByEmail: "rescheduledBy",
    idempotencyKey: "Idempotency-Key",
  },
};

const replayed: RestAnswer["headers"] = { "Idempotent-Replayed": "true" };

export const bookingRoutes = [
  defineRoute({
    method: "POST",
    pattern: "/bookings",
    versions,
    words,
    body: createBookingBodySchema,
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.booking.create(createBookingCall(body, idempotencyKey));
      return { status: 201, data: bookingData(once.answer), ...(once.replayed && { headers: replayed }) };
    },
  }),
  defineRoute({
    method: "GET",
    pattern: "/bookings/:uid",
    versions,
    words,
    handle: async ({ caller, params }) => ({
      status: 200,
      data: bookingData(await caller.booking.get(params)),
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
        reschedulingReason: body.reschedulingReason ?? undefined,
        rescheduledByEmail: body.rescheduledBy ?? undefined,
        idempotencyKey,
      });
      return { status: 201, data: bookingData(once.answer), ...(once.replayed && { headers: replayed }) };
    },
  }),
  defineRoute({
    method: "POST",
    pattern: "/bookings/:uid/cancel",
    versions,
    words,
    body: cancelBookingBodySchema,
    handle: async ({ caller, params, body, idempotencyKey }) => {
      refuseUnserved(body);
      const once = await caller.booking.cancel({
        uid: params.uid,
        cancellationReason: body.cancellationReason ?? undefined,
        idempotencyKey,
      });
      return { status: 200, data: bookingData(once.answer), ...(once.replayed && { headers: replayed }) };
    },
  }),
];
