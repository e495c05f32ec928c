import { z } from "zod";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { sayBooking, sayInFlight, zoneOf } from "../say-booking";
import {
  bookingUidSchema,
  callersZoneSchema,
  idempotencyArgumentSchema,
  instantOf,
  startSchema,
} from "../tool-arguments";

export const reschedule = defineTool({
  name: "reschedule",
  title: "Move a booking",
  description: "Moves a booking to another free time. The booking gets a new uid, which the answer says.",
  effects: "changes",
  input: z.object({
    bookingUid: bookingUidSchema,
    start: startSchema,
    timeZone: callersZoneSchema.optional(),
    reason: z.string().max(500, "must be at most 500 characters").optional().describe("Told to both sides."),
    idempotencyKey: idempotencyArgumentSchema,
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const timeZone = zoneOf(await caller.booking.get({ uid: input.bookingUid }), input.timeZone);
    const { answer } = await caller.booking.reschedule({
      uid: input.bookingUid,
      startsAt: instantOf(input.start, timeZone),
      reschedulingReason: input.reason,
      idempotencyKey: input.idempotencyKey,
    });
    return `Moved: ${sayBooking(answer, timeZone)}${sayInFlight(answer.inFlightMessages)}`;
  },
});
