import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import type { ApiVersion } from "../api-version";
import { defineRoute } from "../define-route";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { instantSpellingSchema } from "./instant-spelling";
import { onceAnswered } from "./once-answered";

const versions: readonly ApiVersion[] = ["2024-09-04"];
const usualMinutes = 5;

const words: ErrorWords = {
  fields: {
    "eventType.id": "eventTypeId",
    startsAt: "slotStart",
    start: "slotStart",
    lengthMinutes: "slotDuration",
    holdMinutes: "reservationDuration",
    idempotencyKey: "Idempotency-Key",
  },
  messages: {
    ...bookingWords.messages,
    // The message says which option takes a key.
    not_signed_in: (message) => message,
    event_type_not_found: (message) =>
      message.replace(/^Event type with id (\d+) not found\.$/, "Event Type with ID=$1 not found"),
  },
};

const minutesSchema = z.int("must be a whole number of minutes").min(1, "must be at least 1");

/** The body of POST /v2/slots/reservations. */
export const createReservationBodySchema = z.object({
  eventTypeId: z.int().min(1).max(2_147_483_647),
  slotStart: instantSpellingSchema,
  slotDuration: minutesSchema.nullish(),
  /** How many minutes it is held; with the host's key. */
  reservationDuration: minutesSchema.nullish(),
});

/** The body of PATCH /v2/slots/reservations/:uid; what is left out stays as it is. */
export const updateReservationBodySchema = createReservationBodySchema.partial();

export const reservationDataSchema = z.object({
  eventTypeId: z.int(),
  slotStart: z.iso.datetime(),
  slotEnd: z.iso.datetime(),
  slotDuration: z.int(),
  reservationUid: z.string(),
  reservationDuration: z.int().optional(),
  reservationUntil: z.iso.datetime(),
});

export const reservationRoutes = [
  defineRoute({
    method: "POST",
    pattern: "/slots/reservations",
    versions,
    words,
    body: createReservationBodySchema,
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.reservation.create({
        eventType: { id: body.eventTypeId },
        startsAt: body.slotStart,
        lengthMinutes: body.slotDuration ?? undefined,
        holdMinutes: body.reservationDuration ?? undefined,
        idempotencyKey,
      });
      return onceAnswered(201, reservationData(once.answer, body), once);
    },
  }),
  defineRoute({
    method: "GET",
    pattern: "/slots/reservations/:uid",
    versions,
    words,
    handle: async ({ caller, params }) => {
      const reservation = await caller.reservation.get(params);
      return { status: 200, data: reservation && heldTime(reservation) };
    },
  }),
  defineRoute({
    method: "PATCH",
    pattern: "/slots/reservations/:uid",
    versions,
    words,
    body: updateReservationBodySchema,
    handle: async ({ caller, params, body }) => {
      await requireSameEventType(caller, params.uid, body.eventTypeId);
      const reservation = await caller.reservation.update({
        uid: params.uid,
        startsAt: body.slotStart,
        lengthMinutes: body.slotDuration ?? undefined,
        holdMinutes: body.reservationDuration ?? undefined,
      });
      return { status: 200, data: reservationData(reservation, body) };
    },
  }),
  defineRoute({
    method: "DELETE",
    pattern: "/slots/reservations/:uid",
    versions,
    words,
    handle: async ({ caller, params }) => {
      await caller.reservation.delete(params);
      return { status: 200 };
    },
  }),
];

type Reservation = NonNullable<Awaited<ReturnType<AppCaller["reservation"]["get"]>>>;

function heldTime(reservation: Reservation): z.output<typeof reservationDataSchema> {
  return {
    eventTypeId: reservation.eventTypeId,
    slotStart: reservation.startsAt,
    slotEnd: reservation.endsAt,
    slotDuration: reservation.lengthMinutes,
    reservationUid: reservation.uid,
    reservationUntil: reservation.expiresAt,
  };
}

function reservationData(
  reservation: Reservation,
  { reservationDuration }: { reservationDuration?: number | null },
): z.output<typeof reservationDataSchema> {
  return { ...heldTime(reservation), reservationDuration: reservationDuration ?? usualMinutes };
}

async function requireSameEventType(caller: AppCaller, uid: string, eventTypeId: number | undefined) {
  if (eventTypeId === undefined) return;
  const held = await caller.reservation.get({ uid });
  if (held === null || held.eventTypeId === eventTypeId) return;
  throw new RestError(
    400,
    "A reservation stays with its event type. Delete it and make one of the other event type.",
    { field: "eventTypeId", reason: "event_type_differs" },
  );
}
