import { z } from "zod";
import type { ApiVersion } from "../api-version";
import { pathUid } from "../path-id";
import type { ErrorWords } from "../rest-error-of";
import { eventTypeFields } from "./event-type-reference";

/** The versions in which bookings have the shape that is served. */
export const bookingVersions: readonly ApiVersion[] = ["2024-08-13", "2026-02-25"];

/** What whoever comes without a key is told where it takes one. */
export const noKeyMessage =
  "No authentication method provided. Pass an API key as 'Bearer' in the header 'Authorization'.";

const missing = { reason: "booking_not_found", message: bookingMissing };

/** The uid of a booking in a path. */
export const bookingInPath = z.object({ uid: pathUid(missing) });

/** The words for a booking that there isn't. */
export function bookingMissing(uid: string): string {
  return `Booking with uid=${uid} was not found in the database`;
}

/** How the operations on bookings say what the verbs behind them say. */
export const bookingWords: ErrorWords = {
  fields: {
    ...eventTypeFields,
    startsAt: "start",
    notes: "bookingFieldsResponses.notes",
    responses: "bookingFieldsResponses",
    lengthMinutes: "lengthInMinutes",
    rescheduledByEmail: "rescheduledBy",
    idempotencyKey: "Idempotency-Key",
  },
  messages: {
    not_signed_in: noKeyMessage,
  },
};
