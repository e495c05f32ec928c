import { z } from "zod";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { sayBooking, sayWithSeries, zoneOf } from "../say-booking";
import { bookingUidSchema, callersZoneSchema, idempotencyArgumentSchema } from "../tool-arguments";

export const decline = defineTool({
  name: "decline",
  title: "Turn a request down",
  description:
    "Turns down a booking that waits for the host, as the host. The attendee is told, with the reason. What is agreed already is cancelled instead.",
  effects: "changes",
  input: z.object({
    bookingUid: bookingUidSchema,
    reason: z
      .string()
      .max(500, "must be at most 500 characters")
      .optional()
      .describe("Told to the attendee."),
    timeZone: callersZoneSchema.optional(),
    idempotencyKey: idempotencyArgumentSchema,
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const { bookingUid: uid, reason, idempotencyKey } = input;
    const { answer } = await caller.booking.decline({ uid, reason, idempotencyKey });
    return sayWithSeries(`Turned down: ${sayBooking(answer, zoneOf(answer, input.timeZone))}`, answer);
  },
});
