import { serverCaller } from "@/app/_lib/server-caller";
import type { EditorFacts } from "./editor-facts";

const mostBookings = 20;

/** Loads what the editor of workflows needs, as the organizer who is signed in. */
export async function loadEditorFacts(): Promise<EditorFacts> {
  const caller = await serverCaller();
  const [eventTypes, templates, recipients, senders, bookings] = await Promise.all([
    caller.eventType.list(),
    caller.workflow.templates(),
    caller.verifiedRecipient.list(),
    caller.sender.list(),
    caller.booking.list({ tab: "upcoming", take: mostBookings }),
  ]);
  return { eventTypes, templates, recipients, senders, bookings: bookings.items };
}
