import { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import type { ApiVersion } from "../api-version";
import { defineRoute, nothingSchema } from "../define-route";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { eventTypeFields, eventTypeReference } from "./event-type-reference";
import { instantSpellingSchema } from "./instant-spelling";
import { onceAnswered } from "./once-answered";
import { maxId, queryIdSchema } from "./query-integer";
import { notServed, refuseUnserved } from "./refuse-unserved";
import { reservationErrors, reservationWords } from "./reservations";
import { slotWindow } from "./slot-window";
import { edgeSchema } from "./slots";
import { slotsByDay } from "./slots-by-day";
import { spanMinutes } from "./span-minutes";

/** Every version but the one in which slots got other paths. */
const versions: readonly ApiVersion[] = [
  "2024-04-15",
  "2024-06-11",
  "2024-06-14",
  "2024-08-13",
  "2026-02-25",
];

const flagSchema = z.enum(["true", "false"]).transform((text) => text === "true");

export const availableSlotsQuerySchema = z.object({
  startTime: edgeSchema("From when on."),
  endTime: edgeSchema("Until when; a date counts in full. Up to 92 days."),
  eventTypeId: queryIdSchema.optional(),
  eventTypeSlug: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "With `username` or `usernameList`, instead of an id." }),
  username: z.string().max(40).optional(),
  usernameList: z.string().max(40).optional().meta({ description: "One username." }),
  duration: queryIdSchema.optional().meta({ description: "In minutes, where there are several lengths." }),
  timeZone: timeZoneSchema
    .default("UTC")
    .meta({ description: "Whose days and offsets the answer uses.", examples: ["Europe/London"] }),
  slotFormat: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["time", "range"]))
    .default("time")
    .meta({ description: "`range` gives `startTime` and `endTime` instead of `time`." }),
  rescheduleUid: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Of the booking whose own time counts as free, since it would be given up." }),
  orgSlug: z.string().optional().meta(notServed),
  isTeamEvent: flagSchema.optional().meta(notServed),
  teamId: z.string().optional().meta(notServed),
  routedTeamMemberIds: z.string().optional().meta(notServed),
  teamMemberEmail: z.string().optional().meta(notServed),
  _isDryRun: flagSchema.optional().meta(notServed),
});

const slotSchema = z
  .object({
    time: z.iso.datetime({ offset: true }).optional(),
    startTime: z.iso.datetime({ offset: true }).optional(),
    endTime: z.iso.datetime({ offset: true }).optional(),
    attendees: z.int().optional().meta({
      description: "Who booked the session already, where the organizer lets its seats be counted.",
    }),
  })
  .meta({ id: "OlderSlot" });

/** The free times by the date that the zone's calendar shows. */
export const availableSlotsSchema = z.object({
  slots: z
    .record(z.iso.date(), z.array(slotSchema))
    .meta({ description: "The free times by date. Dates without any are left out." }),
});

/** The body of POST /v2/slots/reserve. */
export const reserveSlotBodySchema = z.object({
  eventTypeId: z.int().min(1).max(maxId),
  slotUtcStartDate: instantSpellingSchema,
  slotUtcEndDate: instantSpellingSchema,
  bookingUid: z
    .string()
    .max(100)
    .nullish()
    .meta({ description: "Not needed: a seat is held in the session that starts then." }),
  _isDryRun: z.boolean().nullish().meta(notServed),
});

const slotWords: ErrorWords = {
  fields: {
    ...eventTypeFields,
    from: "startTime",
    to: "endTime",
    lengthMinutes: "duration",
    bookingUidToReschedule: "rescheduleUid",
  },
  messages: {
    event_type_not_found: "Event Type not found",
    window_ends_before_start:
      "Invalid time range given - check the 'startTime' and 'endTime' query parameters.",
  },
};

const reserveWords: ErrorWords = {
  fields: {
    ...reservationWords.fields,
    startsAt: "slotUtcStartDate",
    start: "slotUtcStartDate",
    lengthMinutes: "slotUtcEndDate",
  },
  messages: { ...reservationWords.messages, event_type_not_found: "Event Type not found" },
};

const ofReservations = { tag: "Reservations", scope: "book", access: "anyone", versions } as const;

export const olderSlotRoutes = [
  defineRoute({
    tag: "Slots",
    method: "GET",
    pattern: "/slots/available",
    versions,
    access: "anyone",
    summary: "List free times in the older shape",
    query: availableSlotsQuerySchema,
    answer: availableSlotsSchema,
    words: slotWords,
    example: { query: { eventTypeId: "1", startTime: "2026-12-01", endTime: "2026-12-07" } },
    handle: async ({ caller, query }) => {
      refuseUnserved(query);
      const { startTime: start, endTime: end, timeZone, slotFormat } = query;
      const slots = await caller.slots.list({
        eventType: eventTypeReference({ ...query, username: usernameIn(query) }),
        ...slotWindow({ start, end }, { start: "startTime", end: "endTime" }),
        lengthMinutes: query.duration,
        bookingUidToReschedule: query.rescheduleUid,
      });
      const shown = slotsByDay(slots, timeZone, ({ start, end, seats }) => ({
        ...(slotFormat === "range" ? { startTime: start, endTime: end } : { time: start }),
        ...(seats && seats.total > seats.remaining && { attendees: seats.total - seats.remaining }),
      }));
      return { data: { slots: shown } };
    },
  }),
  defineRoute({
    ...ofReservations,
    method: "POST",
    pattern: "/slots/reserve",
    summary: "Hold a free time or a seat in the older shape",
    description:
      "For five minutes. The answer is the reservation's uid, which a booking in the older shape uses up as `reservedSlotUid`.",
    status: 201,
    errors: reservationErrors,
    body: reserveSlotBodySchema,
    answer: z.string().meta({ description: "The uid of the reservation." }),
    words: reserveWords,
    example: {
      body: {
        eventTypeId: 1,
        slotUtcStartDate: "2026-12-01T10:00:00Z",
        slotUtcEndDate: "2026-12-01T10:30:00Z",
      },
    },
    handle: async ({ caller, body, idempotencyKey }) => {
      refuseUnserved(body);
      const once = await caller.reservation.create({
        eventType: { id: body.eventTypeId },
        startsAt: body.slotUtcStartDate,
        lengthMinutes: spanMinutes(body.slotUtcStartDate, body.slotUtcEndDate, "slotUtcEndDate"),
        idempotencyKey,
      });
      return onceAnswered(once.answer.uid, once);
    },
  }),
  defineRoute({
    ...ofReservations,
    method: "DELETE",
    pattern: "/slots/selected-slot",
    summary: "Give a held time back in the older shape",
    query: z.object({ uid: z.string().min(1).max(100).meta({ description: "Of the reservation." }) }),
    answer: nothingSchema,
    example: { query: { uid: "k3v9q2mx7a4bw8" } },
    handle: async ({ caller, query }) => {
      await caller.reservation.delete(query);
      return {};
    },
  }),
];

function usernameIn({ username, usernameList }: { username?: string; usernameList?: string }) {
  if (!usernameList?.includes(",")) return username ?? usernameList;
  throw new RestError(400, "usernameList must be one username: there are no meetings of several hosts.", {
    field: "usernameList",
    reason: "option_not_served",
  });
}
