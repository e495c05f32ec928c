import type { RouterOutputs } from "@/app/_lib/router-outputs";
import type { EventTypeChoice } from "../event-type-choice";

/** What the editor of workflows shows beside what is edited. */
export type EditorFacts = {
  eventTypes: EventTypeChoice[];
  templates: RouterOutputs["workflow"]["templates"];
  recipients: RouterOutputs["verifiedRecipient"]["list"];
  senders: RouterOutputs["sender"]["list"];
  /** Some that are ahead, to show texts for. */
  bookings: RouterOutputs["booking"]["list"]["items"];
};
