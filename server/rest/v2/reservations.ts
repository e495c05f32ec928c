import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import type { ApiVersion } from "../api-version";
import { defineRoute, nothingSchema } from "../define-route";
import { pathUid } from "../path-id";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { instantSpellingSchema } from "./instant-spelling";
import { onceAnswered } from "./once-answered";
import { maxId } from "./query-integer";

const versions: readonly ApiVersion[] = ["2024-09-04"];
const usualMinutes = 5;

/** How the operations on reservations say what the verbs behind them say. */
export const reservationWords: ErrorWords = {
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
  eventTypeId: z.int().min(1).max(maxId),
  slotStart: instantSpellingSchema,
  slotDuration: minutesSchema.nullish().meta({ description: "Where the event type offers several lengths." }),
  reservationDuration: minutesSchema
    .nullish()
    .meta({ description: "For how many minutes it is held; with the host's key. Otherwise five." }),
});

/** The body of PATCH /v2/slots/reservations/:uid; what is left out stays as it is. */
export const updateReservationBodySchema = createReservationBodySchema.partial();

const heldTimeSchema = z.object({
  eventTypeId: z.int(),
  slotStart: z.iso.datetime(),
  slotEnd: z.iso.datetime(),
  slotDuration: z.int().meta({ description: "In minutes." }),
  reservationUid: z.string(),
  reservationUntil: z.iso.datetime(),
});

export const reservationDataSchema = heldTimeSchema
  .extend({ reservationDuration: z.int().meta({ description: "In minutes." }) })
  .meta({ id: "Reservation", description: "A time or a seat that is held." });

const ofReservations = {
  tag: "Reservations",
  scope: "book",
  access: "anyone",
  versions,
  words: reservationWords,
} as const;
const hostsOnly = { 403: "Only the host's key may choose how long a time is held." };
/** What holding a time may refuse. */
export const reservationErrors = { 422: "The time is booked or held already, or has no seats left." };
const heldErrors = { ...hostsOnly, ...reservationErrors };

export const reservationRoutes = [
  defineRoute({
    ...ofReservations,
    method: "POST",
    pattern: "/slots/reservations",
    summary: "Hold a free time or a seat",
    description: "For five minutes, or as long as the host's key says.",
    status: 201,
    errors: heldErrors,
    body: createReservationBodySchema,
    answer: reservationDataSchema,
    example: { body: { eventTypeId: 1, slotStart: "2026-12-01T10:00:00Z" } },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.reservation.create({
        eventType: { id: body.eventTypeId },
        startsAt: body.slotStart,
        lengthMinutes: body.slotDuration ?? undefined,
        holdMinutes: body.reservationDuration ?? undefined,
        idempotencyKey,
      });
      return onceAnswered(reservationData(once.answer, body), once);
    },
  }),
  defineRoute({
    ...ofReservations,
    method: "GET",
    pattern: "/slots/reservations/:uid",
    summary: "Read a reservation",
    answer: heldTimeSchema.nullable().meta({ description: "Null where there is none, or its time is up." }),
    handle: async ({ caller, params }) => {
      const reservation = await caller.reservation.get(params);
      return { data: reservation && heldTime(reservation) };
    },
  }),
  defineRoute({
    ...ofReservations,
    method: "PATCH",
    pattern: "/slots/reservations/:uid",
    params: z.object({
      uid: pathUid({ reason: "reservation_not_found", message: (uid) => `Slot with uid=${uid} not found` }),
    }),
    summary: "Move a reservation or hold it longer",
    errors: heldErrors,
    body: updateReservationBodySchema,
    answer: reservationDataSchema,
    example: { body: { slotStart: "2026-12-01T11:00:00Z" } },
    handle: async ({ caller, params, body }) => {
      await requireSameEventType(caller, params.uid, body.eventTypeId);
      const reservation = await caller.reservation.update({
        uid: params.uid,
        startsAt: body.slotStart,
        lengthMinutes: body.slotDuration ?? undefined,
        holdMinutes: body.reservationDuration ?? undefined,
      });
      return { data: reservationData(reservation, body) };
    },
  }),
  defineRoute({
    ...ofReservations,
    method: "DELETE",
    pattern: "/slots/reservations/:uid",
    summary: "Give a held time back",
    answer: nothingSchema,
    handle: async ({ caller, params }) => {
      await caller.reservation.delete(params);
      return {};
    },
  }),
];

type Reservation = NonNullable<Awaited<ReturnType<AppCaller["reservation"]["get"]>>>;

function heldTime(reservation: Reservation): z.output<typeof heldTimeSchema> {
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
