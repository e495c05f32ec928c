import type { Condition } from "./condition";
import type { StepFallback } from "./fallback";
import type { MessageChannel, RecipientRole } from "./message-state";

export const workflowTriggers = [
  "new_booking",
  "requested",
  "confirmed",
  "declined",
  "rescheduled",
  "cancelled",
  "before_meeting",
  "attendance_not_confirmed",
  "after_meeting",
  "no_show_attendee",
  "no_show_host",
] as const;
export type WorkflowTrigger = (typeof workflowTriggers)[number];

/** The triggers that have moments of their own; all others are the moment at which something happens. */
export const timedTriggers = [
  "before_meeting",
  "attendance_not_confirmed",
  "after_meeting",
] as const satisfies WorkflowTrigger[];
export type TimedTrigger = (typeof timedTriggers)[number];

/** Whether a trigger has moments of its own. */
export function isTimed(trigger: WorkflowTrigger): trigger is TimedTrigger {
  return (timedTriggers as readonly WorkflowTrigger[]).includes(trigger);
}

/** Whether a trigger's moments are before the meeting. */
export function isBeforeMeeting(trigger: WorkflowTrigger): boolean {
  return trigger === "before_meeting" || trigger === "attendance_not_confirmed";
}

export const stepActions = [
  "sms_attendee",
  "sms_host",
  "sms_number",
  "email_attendee",
  "email_host",
  "email_address",
  "whatsapp_attendee",
  "whatsapp_number",
  "webhook",
] as const;
export type StepAction = (typeof stepActions)[number];

/**
 * How an action's message travels and to whom; `fixed` is a verified number or address that the step names,
 * `receiver` the server at its address.
 */
export const actionRoutes: Record<StepAction, { channel: MessageChannel; to: RecipientRole }> = {
  sms_attendee: { channel: "sms", to: "attendee" },
  sms_host: { channel: "sms", to: "host" },
  sms_number: { channel: "sms", to: "fixed" },
  email_attendee: { channel: "email", to: "attendee" },
  email_host: { channel: "email", to: "host" },
  email_address: { channel: "email", to: "fixed" },
  whatsapp_attendee: { channel: "whatsapp", to: "attendee" },
  whatsapp_number: { channel: "whatsapp", to: "fixed" },
  webhook: { channel: "webhook", to: "receiver" },
};

export const offsetUnits = ["minutes", "hours", "days"] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/** A moment before or after a meeting. */
export type TimingMoment =
  /** So much time that passes; a day is 24 hours. */
  | { kind: "elapsed"; amount: number; unit: OffsetUnit }
  /** What a clock shows, so many calendar days away from the meeting's day there; `at` is "HH:MM". */
  | { kind: "clock"; days: number; at: string; zoneOf: "attendee" | "host" };

/** A moment at which a workflow's steps are due. Its key outlives edits and is never given to another. */
export type Timing = { key: string } & TimingMoment;

/** What becomes of a reminder whose moment has passed when the booking is made or moved. */
export type LateBooking =
  | { kind: "skip" }
  | { kind: "send_now" }
  /** Now, if more minutes than these remain until the meeting. */
  | { kind: "send_if"; moreThanMinutes: number };

/** Times of day, "HH:MM", between which no reminder or follow-up is texted; they may span midnight. */
export type QuietHours = { from: string; until: string };

export type WorkflowStep = {
  id: number;
  stepNumber: number;
  action: StepAction;
  body: string;
  subject: string | null;
  phoneRequired: boolean;
  /** Whom a step with a fixed recipient writes to: a row of verified recipients. */
  verifiedRecipientId: number | null;
  /** Its number or address; null where the step has none, or one that isn't verified. */
  sendTo: string | null;
  /** Of webhooks: what is called. */
  webhookUrl: string | null;
  /** Of webhooks: whether there is a secret that signs the calls. */
  isSigned: boolean;
  /** Of e-mails: with the booking as an entry for calendars. */
  includeCalendarEvent: boolean;
  /** Of WhatsApp: the template that is approved at Twilio, whose variables are the body's in their order. */
  contentSid: string | null;
  /** Of texts: what follows one that doesn’t arrive; null where nothing does. */
  fallback: StepFallback | null;
};

/** A rule of an organizer: when something happens to a booking, these steps are owed. */
export type Workflow = {
  id: number;
  name: string;
  trigger: WorkflowTrigger;
  /** None but for timed triggers, which have at least one. */
  timings: Timing[];
  lateBooking: LateBooking;
  /** In the recipient's zone; null where there are none. */
  quietHours: QuietHours | null;
  /** All must hold for a booking to be owed anything. */
  conditions: Condition[];
  steps: WorkflowStep[];
};
