import type { FallbackKind } from "@/server/domain/workflows/fallback";
import type { StepAction, WorkflowTrigger } from "@/server/domain/workflows/workflow";

/** What a step does, as its organizer chooses it. */
export const actionWords = {
  sms_attendee: "Text the attendee",
  sms_host: "Text me",
  sms_number: "Text another number",
  email_attendee: "E-mail the attendee",
  email_host: "E-mail me",
  email_address: "E-mail another address",
  whatsapp_attendee: "WhatsApp the attendee",
  whatsapp_number: "WhatsApp another number",
  webhook: "Call a webhook",
} satisfies Record<StepAction, string>;

/** What sets a workflow off, as its organizer chooses it. */
export const triggerWords = {
  before_meeting: "Before a meeting",
  attendance_not_confirmed: "Before a meeting, if they haven’t confirmed to come",
  after_meeting: "After a meeting",
  new_booking: "A meeting is booked",
  rescheduled: "A meeting is moved",
  cancelled: "A meeting is cancelled",
  requested: "Somebody asks for a meeting",
  confirmed: "I confirm a request",
  declined: "I decline a request",
  no_show_attendee: "The attendee didn’t come",
  no_show_host: "I didn’t come",
} satisfies Record<WorkflowTrigger, string>;

/** What follows a text that doesn't arrive, as its organizer chooses it. */
export const fallbackWords = {
  email: "Send an e-mail instead",
  other_provider: "Try the other number",
} satisfies Record<FallbackKind, string>;

export const actionOptions = optionsOf<StepAction>(actionWords);
export const triggerOptions = optionsOf<WorkflowTrigger>(triggerWords);

function optionsOf<Id extends string>(words: Record<Id, string>): { id: Id; label: string }[] {
  return Object.entries<string>(words).map(([id, label]) => ({ id: id as Id, label }));
}
