import { z } from "zod";
import { describeForAttendee } from "@/server/domain/workflows/describe-for-attendee";
import { bookingToolWords } from "../booking-tool-words";
import { defineTool } from "../mcp-tool";
import { type BookingView, sayBooking, zoneOf } from "../say-booking";
import { sayMoment } from "../say-moment";
import { bookingUidSchema, callersZoneSchema } from "../tool-arguments";

type MessageView = BookingView["workflows"][number];

const nouns: Record<MessageView["channel"], string> = {
  sms: "Text",
  email: "Mail",
  whatsapp: "WhatsApp message",
  webhook: "Webhook call",
};

export const explainMessages = defineTool({
  name: "explain_messages",
  title: "Explain a booking's messages",
  description:
    "Says of each text and mail that a booking owes whether it arrived, when it is to go out, or why it isn't sent.",
  effects: "reads",
  input: z.object({ bookingUid: bookingUidSchema, timeZone: callersZoneSchema.optional() }),
  words: bookingToolWords,
  run: async ({ caller, input, now }) => {
    const view = await caller.booking.get({ uid: input.bookingUid });
    const timeZone = zoneOf(view, input.timeZone);
    const messages = [...view.workflows, ...view.notifications];
    const lines = messages.map((message) => sayMessage(message, timeZone, now));
    return [sayBooking(view, timeZone), ...(lines.length > 0 ? lines : ["It owes no messages."])].join("\n");
  },
});

function sayMessage(message: MessageView, timeZone: string, now: Date): string {
  const { channel, recipient, workflow } = message;
  const dueAt = new Date(message.dueAt);
  const { label, meaning } = describeForAttendee({ ...message, dueAt }, now);
  const to = recipient ? ` to ${recipient}` : "";
  const when = dueAt > now && label === "Planned" ? ` for ${sayMoment(message.dueAt, timeZone)}` : "";
  return `${nouns[channel]}${to} (${workflow.name}): ${label}${when}.${meaning ? ` ${meaning}` : ""}`;
}
