import { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { defineRoute } from "../define-route";
import { eventTypeFields, eventTypeReference } from "./event-type-reference";
import { queryIdSchema } from "./query-integer";
import { notServed, refuseUnserved } from "./refuse-unserved";
import { slotWindow } from "./slot-window";
import { slotsByDay } from "./slots-by-day";

/** An end of the window that is asked for. */
export const edgeSchema = (what: string) =>
  z.string().meta({
    description: `${what} A date, or a date and time; without an offset it is UTC.`,
    examples: ["2026-12-01"],
  });

export const listSlotsQuerySchema = z.object({
  eventTypeId: queryIdSchema.optional(),
  eventTypeSlug: z.string().max(100).optional().meta({ description: "With `username`, instead of an id." }),
  username: z.string().max(40).optional(),
  teamSlug: z.string().max(100).optional().meta(notServed),
  organizationSlug: z.string().max(100).optional().meta(notServed),
  usernames: z.string().optional().meta(notServed),
  start: edgeSchema("From when on."),
  end: edgeSchema("Until when; a date counts in full. Up to 92 days."),
  timeZone: timeZoneSchema
    .default("UTC")
    .meta({ description: "Whose days and offsets the answer uses.", examples: ["Europe/London"] }),
  duration: queryIdSchema.optional().meta({ description: "In minutes, where there are several lengths." }),
  format: z.enum(["time", "range"]).default("time").meta({ description: "`range` adds the ends." }),
  bookingUidToReschedule: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Whose own time counts as free, since it would be given up." }),
});

const slotSchema = z
  .object({
    start: z.iso.datetime({ offset: true }),
    end: z.iso.datetime({ offset: true }).optional(),
    seatsTotal: z
      .int()
      .optional()
      .meta({ description: "Of a session, where the organizer lets its seats be counted." }),
    seatsBooked: z.int().optional(),
    seatsRemaining: z.int().optional(),
  })
  .meta({ id: "Slot" });

/** The free times by the date that the zone's calendar shows; with `end` where ranges are wanted. */
export const slotsDataSchema = z
  .record(z.iso.date(), z.array(slotSchema))
  .meta({ description: "The free times by date. Dates without any are left out." });

export const slotRoutes = [
  defineRoute({
    tag: "Slots",
    method: "GET",
    pattern: "/slots",
    versions: ["2024-09-04"],
    access: "anyone",
    summary: "List free times",
    query: listSlotsQuerySchema,
    answer: slotsDataSchema,
    example: {
      query: { eventTypeId: "1", start: "2026-12-01", end: "2026-12-07", timeZone: "Europe/London" },
    },
    words: {
      fields: {
        ...eventTypeFields,
        from: "start",
        to: "end",
        lengthMinutes: "duration",
      },
      messages: { event_type_not_found: "Event Type not found" },
    },
    handle: async ({ caller, query }) => {
      refuseUnserved(query);
      const slots = await caller.slots.list({
        eventType: eventTypeReference(query),
        ...slotWindow(query),
        lengthMinutes: query.duration,
        bookingUidToReschedule: query.bookingUidToReschedule,
      });
      const data = slotsByDay(slots, query.timeZone, ({ start, end, seats }) => ({
        start,
        ...(query.format === "range" && { end }),
        ...(seats && {
          seatsTotal: seats.total,
          seatsBooked: Math.max(0, seats.total - seats.remaining),
          seatsRemaining: seats.remaining,
        }),
      }));
      return { data };
    },
  }),
];
