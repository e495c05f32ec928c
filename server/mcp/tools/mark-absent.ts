import { z } from "zod";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { sayBooking, zoneOf } from "../say-booking";
import { bookingUidSchema, callersZoneSchema, idempotencyArgumentSchema } from "../tool-arguments";

export const markAbsent = defineTool({
  name: "mark_absent",
  title: "Mark who didn't come",
  description: "Marks that someone didn't come to a meeting that has begun, as its host, or takes it back.",
  effects: "changes",
  input: z.object({
    bookingUid: bookingUidSchema,
    who: z.enum(["attendee", "host"]).describe("Who didn't come."),
    attendeeEmail: z
      .email("is not an e-mail address")
      .max(254)
      .optional()
      .describe("Which attendee, where there are several; whoever booked when absent."),
    absent: z.boolean().default(true).describe("False takes the mark back."),
    timeZone: callersZoneSchema.optional(),
    idempotencyKey: idempotencyArgumentSchema,
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const { bookingUid: uid, who, attendeeEmail, absent, idempotencyKey } = input;
    const view = await caller.booking.get({ uid });
    const [booked] = view.attendees;
    const email = attendeeEmail ?? booked?.email ?? undefined;
    const whom = email === undefined ? { phoneNumber: booked?.phoneNumber ?? undefined } : { email };
    const marks = who === "host" ? { host: absent } : { attendees: [{ ...whom, absent }] };
    const { answer } = await caller.booking.markAbsent({ uid, ...marks, idempotencyKey });
    const named = answer.attendees.find((each) => each.email === email?.toLowerCase()) ?? booked;
    const name = who === "host" ? answer.host.name : (named?.name ?? "The attendee");
    const said = absent ? "is marked as not having come" : "is not marked as absent any more";
    return `${name} ${said}: ${sayBooking(answer, zoneOf(answer, input.timeZone))}`;
  },
});
