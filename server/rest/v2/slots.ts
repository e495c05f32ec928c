import { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { formatInstant } from "@/server/domain/scheduling/format-instant";
import { groupSlotsByLocalDay } from "@/server/domain/scheduling/group-slots-by-local-day";
import type { AppCaller } from "@/server/routers/app-router";
import { defineRoute } from "../define-route";
import { eventTypeFields, eventTypeReference } from "./event-type-reference";
import { refuseUnserved } from "./refuse-unserved";
import { slotWindow } from "./slot-window";

const wholeNumberSchema = z
  .string()
  .regex(/^\d+$/, "must be a whole number")
  .transform(Number)
  .pipe(z.int().min(1).max(2_147_483_647));

export const listSlotsQuerySchema = z.object({
  eventTypeId: wholeNumberSchema.optional(),
  eventTypeSlug: z.string().max(100).optional(),
  username: z.string().max(40).optional(),
  teamSlug: z.string().max(100).optional(),
  organizationSlug: z.string().max(100).optional(),
  usernames: z.string().optional(),
  start: z.string(),
  end: z.string(),
  timeZone: timeZoneSchema.default("UTC"),
  duration: wholeNumberSchema.optional(),
  format: z.enum(["time", "range"]).default("time"),
  bookingUidToReschedule: z.string().max(100).optional(),
});

/** The free times by the date that the zone's calendar shows; with `end` where ranges are wanted. */
export const slotsDataSchema = z.record(
  z.iso.date(),
  z.array(
    z.object({
      start: z.iso.datetime({ offset: true }),
      end: z.iso.datetime({ offset: true }).optional(),
      /** Of a session, where the organizer lets its seats be counted. */
      seatsTotal: z.int().optional(),
      seatsBooked: z.int().optional(),
      seatsRemaining: z.int().optional(),
    }),
  ),
);

type SlotsData = z.output<typeof slotsDataSchema>;

export const slotRoutes = [
  defineRoute({
    method: "GET",
    pattern: "/slots",
    versions: ["2024-09-04"],
    query: listSlotsQuerySchema,
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
      return { status: 200, data: slotsData(slots, query) };
    },
  }),
];

type Slots = Awaited<ReturnType<AppCaller["slots"]["list"]>>;

function slotsData(
  slots: Slots,
  { timeZone, format }: { timeZone: string; format: "time" | "range" },
): SlotsData {
  const timed = slots.map(({ startsAt, endsAt, seats }) => ({
    startMs: Date.parse(startsAt),
    endMs: Date.parse(endsAt),
    seats,
  }));
  const data: SlotsData = {};
  for (const [date, ofDate] of groupSlotsByLocalDay(timed, timeZone)) {
    data[date] = ofDate.map(({ startMs, endMs, seats }) => ({
      start: formatInstant(startMs, timeZone),
      ...(format === "range" && { end: formatInstant(endMs, timeZone) }),
      ...(seats && {
        seatsTotal: seats.total,
        seatsBooked: Math.max(0, seats.total - seats.remaining),
        seatsRemaining: seats.remaining,
      }),
    }));
  }
  return data;
}
