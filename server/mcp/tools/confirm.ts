import { z } from "zod";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { sayBooking, sayWithSeries, zoneOf } from "../say-booking";
import { bookingUidSchema, callersZoneSchema, idempotencyArgumentSchema } from "../tool-arguments";

export const confirm = defineTool({
  name: "confirm",
  title: "Accept a request",
  description:
    "Accepts a booking that waits for the host, as the host: list_bookings with the status unconfirmed finds them. Both sides are told.",
  effects: "changes",
  input: z.object({
    bookingUid: bookingUidSchema,
    timeZone: callersZoneSchema.optional(),
    idempotencyKey: idempotencyArgumentSchema,
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const { bookingUid: uid, idempotencyKey } = input;
    const { answer } = await caller.booking.confirm({ uid, idempotencyKey });
    return sayWithSeries(`Accepted: ${sayBooking(answer, zoneOf(answer, input.timeZone))}`, answer);
  },
});
