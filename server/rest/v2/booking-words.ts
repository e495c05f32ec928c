import type { ApiVersion } from "../api-version";
import type { ErrorWords } from "../rest-error-of";
import { eventTypeFields } from "./event-type-reference";

/** The versions in which bookings have the shape that is served. */
export const bookingVersions: readonly ApiVersion[] = ["2024-08-13", "2026-02-25"];

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
    not_signed_in:
      "No authentication method provided. Pass an API key as 'Bearer' in the header 'Authorization'.",
  },
};
