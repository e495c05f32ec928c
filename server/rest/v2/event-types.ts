import { z } from "zod";
import { defineRoute } from "../define-route";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { createEventTypeBodySchema, updateEventTypeBodySchema } from "./event-type-body-schemas";
import { createEventTypeCall, eventTypeChanges } from "./event-type-call";
import { eventTypeData, eventTypeDataSchema } from "./event-type-data";
import { eventTypeIdInPath } from "./event-type-reference";
import { onceAnswered } from "./once-answered";
import { notServed, refuseUnserved } from "./refuse-unserved";

const words: ErrorWords = {
  fields: {
    "eventType.id": "eventTypeId",
    id: "eventTypeId",
    lengthMinutes: "lengthInMinutes",
    lengthOptionsMinutes: "lengthInMinutesOptions",
    location: "locations",
    phoneRequired: "bookingFields",
    slotIntervalMinutes: "slotInterval",
    minimumNoticeMinutes: "minimumBookingNotice",
    bufferBeforeMinutes: "beforeEventBuffer",
    bufferAfterMinutes: "afterEventBuffer",
    startOffsetMinutes: "offsetStart",
    bookingLimits: "bookingLimitsCount",
    bookingLimitCounts: "bookingLimitsCount",
    bookingLimitMinutes: "bookingLimitsDuration",
    maxActivePerAttendee: "bookerActiveBookingsLimit.maximumActiveBookings",
    "bookingWindow.days": "bookingWindow.value",
    "bookingWindow.startOn": "bookingWindow.value.0",
    "bookingWindow.endOn": "bookingWindow.value.1",
    "confirmation.noticeMinutes": "confirmationPolicy.noticeThreshold.count",
    confirmation: "confirmationPolicy",
    "recurrence.count": "recurrence.occurrences",
    "seats.perSlot": "seats.seatsPerTimeSlot",
    idempotencyKey: "Idempotency-Key",
  },
  messages: {
    ...bookingWords.messages,
    event_type_not_found: (message) => message.replace(/\.$/, ""),
  },
};
const wordsOfDelete: ErrorWords = {
  ...words,
  messages: {
    ...words.messages,
    event_type_not_found: (message) =>
      message.replace(/^Event type with id (.+) not found\.$/, "Event type with ID=$1 does not exist."),
  },
};

const unservedSchema = z.string().optional().meta(notServed);

/** The query of GET /v2/event-types. */
export const listEventTypesQuerySchema = z.object({
  username: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Whose; without it, those of the key's holder." }),
  eventSlug: z.string().max(100).optional(),
  usernames: unservedSchema,
  orgSlug: unservedSchema,
  orgId: unservedSchema,
});

const deletedEventTypeSchema = z.object({
  id: z.int(),
  lengthInMinutes: z.int(),
  slug: z.string(),
  title: z.string(),
});

const ofEventTypes = { tag: "Event types", access: "key", versions: ["2024-06-14"], words } as const;
const ofOne = {
  ...ofEventTypes,
  params: z.object({ eventTypeId: eventTypeIdInPath }),
  example: { params: { eventTypeId: "1" } },
};

export const eventTypeRoutes = [
  defineRoute({
    ...ofEventTypes,
    method: "POST",
    pattern: "/event-types",
    summary: "Offer a kind of meeting",
    status: 201,
    body: createEventTypeBodySchema,
    answer: eventTypeDataSchema,
    example: { body: { title: "Intro call", slug: "intro-call", lengthInMinutes: 30 } },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.eventType.create(createEventTypeCall(body, idempotencyKey));
      return onceAnswered(eventTypeData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofEventTypes,
    access: "anyone",
    method: "GET",
    pattern: "/event-types",
    summary: "List event types",
    description:
      "Anyone may list what a username offers: without what is hidden, unless it is named by its slug, and without what asks for a private link. The key's holder sees all of their own.",
    query: listEventTypesQuerySchema,
    answer: z.array(eventTypeDataSchema),
    example: { query: { username: "mira" } },
    handle: async ({ caller, query }) => {
      refuseUnserved(query);
      refuseOrganizations(query);
      const { username, eventSlug: slug } = query;
      const found =
        username === undefined
          ? (await caller.eventType.list()).filter((each) => slug === undefined || each.slug === slug)
          : await caller.eventType.listOffered({ username, slug });
      return { data: found.map(eventTypeData) };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "GET",
    pattern: "/event-types/:eventTypeId",
    summary: "Read an event type",
    answer: eventTypeDataSchema,
    handle: async ({ caller, params }) => ({
      data: eventTypeData(await caller.eventType.get({ id: params.eventTypeId })),
    }),
  }),
  defineRoute({
    ...ofOne,
    method: "PATCH",
    pattern: "/event-types/:eventTypeId",
    summary: "Change an event type",
    description: "What is left out stays; lists are replaced whole. Bookings that were made stay.",
    body: updateEventTypeBodySchema,
    answer: eventTypeDataSchema,
    example: { ...ofOne.example, body: { title: "First call", beforeEventBuffer: 10 } },
    handle: async ({ caller, params, body }) => {
      const id = params.eventTypeId;
      return { data: eventTypeData(await caller.eventType.update({ id, ...eventTypeChanges(body) })) };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "DELETE",
    pattern: "/event-types/:eventTypeId",
    summary: "Stop offering a kind of meeting",
    description: "Its bookings stay, and can still be cancelled.",
    words: wordsOfDelete,
    answer: deletedEventTypeSchema,
    handle: async ({ caller, params }) => {
      const { id, lengthMinutes, slug, title } = await caller.eventType.delete({ id: params.eventTypeId });
      return { data: { id, lengthInMinutes: lengthMinutes, slug, title } };
    },
  }),
];

function refuseOrganizations(query: z.output<typeof listEventTypesQuerySchema>): void {
  for (const field of ["orgSlug", "orgId"] as const) {
    if (query[field] === undefined) continue;
    const message = `There are no organizations; leave ${field} out.`;
    throw new RestError(400, message, { field, reason: "option_not_served" });
  }
}
