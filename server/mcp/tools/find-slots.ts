import { z } from "zod";
import { formatInstant } from "@/server/domain/scheduling/format-instant";
import { groupSlotsByLocalDay } from "@/server/domain/scheduling/group-slots-by-local-day";
import { eventTypeOf } from "../event-type-of";
import { defineTool } from "../mcp-tool";
import { sayMoment } from "../say-moment";
import { callersZoneSchema, eventTypeArguments, instantOf, startSchema } from "../tool-arguments";

const millisecondsPerDay = 86_400_000;

/** Free times, the next few first: what one can say on a phone. */
export const findSlots = defineTool({
  name: "find_slots",
  title: "Find free times",
  description:
    "Lists the next free times of a kind of meeting, in the caller's time zone. Offer two or three, then ask for more from a later day if none suits.",
  effects: "reads",
  input: z.object({
    ...eventTypeArguments,
    timeZone: callersZoneSchema,
    from: startSchema.optional().describe("From when on; from now on when absent."),
    days: z.int().min(1).max(60).default(14).describe("How many days to look at."),
    limit: z.int().min(1).max(50).default(6).describe("How many times to list."),
    lengthMinutes: z.int().min(1).optional().describe("Where the meeting can have several lengths."),
    bookingUid: z
      .string()
      .max(100)
      .optional()
      .describe("The booking that is to be moved: its own time counts as free."),
  }),
  words: { fields: { "eventType.id": "eventTypeId" } },
  run: async ({ caller, input, now }) => {
    const { timeZone, days, limit } = input;
    const fromMs = input.from ? Date.parse(instantOf(input.from, timeZone)) : now.getTime();
    const slots = await caller.slots.list({
      eventType: await eventTypeOf(caller, input),
      from: new Date(fromMs).toISOString(),
      to: new Date(fromMs + days * millisecondsPerDay).toISOString(),
      lengthMinutes: input.lengthMinutes,
      bookingUidToReschedule: input.bookingUid,
    });
    const until = sayMoment(fromMs + days * millisecondsPerDay, timeZone);
    if (slots.length === 0) return `No time is free until ${until} ${timeZone}. Ask with a later from.`;
    const listed = slots.slice(0, limit).map(({ startsAt }) => ({ startMs: Date.parse(startsAt) }));
    const lines = [...groupSlotsByLocalDay(listed, timeZone).values()].map((ofDay) =>
      sayDay(ofDay, timeZone),
    );
    const more = slots.length - listed.length;
    return [`Free in ${timeZone}:`, ...lines, ...(more > 0 ? [`And ${more} more until ${until}.`] : [])].join(
      "\n",
    );
  },
});

/** The times of one day, each as book takes it: "Tuesday 1 December 2026: 2026-12-01T10:00, 2026-12-01T10:30". */
function sayDay(slots: readonly { startMs: number }[], timeZone: string): string {
  const day = sayMoment(slots[0]?.startMs ?? 0, timeZone).replace(/ at .*$/, "");
  const starts = slots.map(({ startMs }) => formatInstant(startMs, timeZone).replace(/:00\.000/, ""));
  return `${day}: ${starts.join(", ")}`;
}
