import { z } from "zod";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { sayBooking, zoneOf } from "../say-booking";
import { callersZoneSchema, instantOf, phoneSchema, startSchema } from "../tool-arguments";

export const listBookings = defineTool({
  name: "list_bookings",
  title: "List your bookings",
  description:
    "Lists the bookings of the key's owner, by start; the attendee's number, e-mail or name finds those of one person.",
  effects: "reads",
  input: z.object({
    status: z
      .enum(["upcoming", "past", "cancelled", "unconfirmed"])
      .default("upcoming")
      .describe("Which ones; unconfirmed are requests to be answered."),
    attendeeEmail: z.email("is not an e-mail address").max(254).optional(),
    attendeeName: z.string().max(100).optional().describe("Or a part of it."),
    attendeePhone: phoneSchema.optional().describe("With its country code, such as the number that calls."),
    from: startSchema.optional().describe("Those that start from then on."),
    limit: z.int().min(1).max(50).default(5).describe("How many to list."),
    timeZone: callersZoneSchema.optional(),
  }),
  words: bookingToolWords,
  run: async ({ caller, input }) => {
    const {
      status,
      attendeeEmail,
      attendeeName,
      attendeePhone: attendeePhoneNumber,
      from,
      limit,
      timeZone,
    } = input;
    const { bookings, total } = await caller.booking.search({
      statuses: [status],
      ...{ attendeeEmail, attendeeName, attendeePhoneNumber },
      startsFrom: from && instantOf(from, timeZone ?? "UTC"),
      sorts: [{ by: "start", direction: status === "past" ? "desc" : "asc" }],
      take: limit,
    });
    if (total === 0) return "There are none.";
    const lines = bookings.map((view) => {
      const names = view.attendees.map(({ name }) => name).join(", ");
      return `${names}: ${sayBooking(view, zoneOf(view, timeZone ?? view.host.timeZone))}`;
    });
    const more = total - bookings.length;
    return [...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join("\n");
  },
});
