import { z } from "zod";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { sayBooking, sayWithSeries, zoneOf } from "../say-booking";
import { bookingUidSchema, callersZoneSchema, idempotencyArgumentSchema } from "../tool-arguments";

export const cancel = defineTool({
  name: "cancel",
  title: "Cancel a booking",
  description: "Cancels a booking and tells both sides. Ask the caller once more before you call it.",
  effects: "changes",
  input: z.object({
    bookingUid: bookingUidSchema,
    reason: z
      .string()
      .max(500, "must be at most 500 characters")
      .optional()
      .describe("Told to both sides; needed with the host's key."),
    cancelSubsequentBookings: z.boolean().optional().describe("Also the later dates of its series."),
    timeZone: callersZoneSchema.optional(),
    idempotencyKey: idempotencyArgumentSchema,
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const { cancelSubsequentBookings, idempotencyKey } = input;
    const { answer } = await caller.booking.cancel({
      uid: input.bookingUid,
      cancellationReason: input.reason,
      ...{ cancelSubsequentBookings, idempotencyKey },
    });
    return sayWithSeries(`Cancelled: ${sayBooking(answer, zoneOf(answer, input.timeZone))}`, answer);
  },
});
