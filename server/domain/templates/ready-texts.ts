import type { WrittenChannel } from "@/server/domain/workflows/message-state";
import type { WorkflowTrigger } from "@/server/domain/workflows/workflow";

export const readyTextKeys = [
  "reminder",
  "ask_to_confirm",
  "confirmation",
  "cancelled",
  "rescheduled",
  "follow_up",
  "no_show",
  "custom",
] as const;
export type ReadyTextKey = (typeof readyTextKeys)[number];

/** A text to begin with, in the words of each channel; texts fit one segment with everyday names. */
export type ReadyText = {
  key: ReadyTextKey;
  name: string;
  /** The triggers that it suits; none where it suits all. */
  triggers: WorkflowTrigger[];
  bodies: Record<WrittenChannel, string>;
  subject: string;
};

const when = "{EVENT_DATE}, {EVENT_TIME}";
const details = "When: {EVENT_DATE}, {EVENT_TIME} – {EVENT_END_TIME} ({TIMEZONE})\nWhere: {LOCATION}";

export const readyTexts: readonly ReadyText[] = [
  {
    key: "reminder",
    name: "Reminder",
    triggers: ["before_meeting"],
    subject: "Reminder: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
    bodies: {
      sms: `{ATTENDEE_FIRST_NAME}, a reminder: {EVENT_NAME} with {ORGANIZER_NAME}, ${when}. Change it: {RESCHEDULE_URL}`,
      email: `Hi {ATTENDEE_FIRST_NAME},\n\nthis is a reminder of {EVENT_NAME} with {ORGANIZER_NAME}.\n\n${details}\n\nNeed to change something? Move or cancel it here:\n{RESCHEDULE_URL}`,
      whatsapp: `Hi {ATTENDEE_FIRST_NAME}, a reminder of {EVENT_NAME} with {ORGANIZER_NAME} on {EVENT_DATE} at {EVENT_TIME}. To move or cancel it: {RESCHEDULE_URL} – see you soon.`,
    },
  },
  {
    key: "ask_to_confirm",
    name: "Are you coming?",
    triggers: ["attendance_not_confirmed"],
    subject: "Are you coming? {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
    bodies: {
      sms: `{ATTENDEE_FIRST_NAME}, are you coming? {EVENT_NAME} with {ORGANIZER_NAME}, ${when}. Reply C to confirm or X to cancel.`,
      email: `Hi {ATTENDEE_FIRST_NAME},\n\nare you coming to {EVENT_NAME} with {ORGANIZER_NAME}?\n\n${details}\n\nSay so here, or move or cancel it:\n{RESCHEDULE_URL}`,
      whatsapp: `Hi {ATTENDEE_FIRST_NAME}, are you coming to {EVENT_NAME} with {ORGANIZER_NAME} on {EVENT_DATE} at {EVENT_TIME}? Reply C to confirm or X to cancel.`,
    },
  },
  {
    key: "confirmation",
    name: "Confirmation",
    triggers: ["new_booking", "confirmed"],
    subject: "Confirmed: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
    bodies: {
      sms: `{ATTENDEE_FIRST_NAME}, you are booked: {EVENT_NAME} with {ORGANIZER_NAME}, ${when}. Change it: {RESCHEDULE_URL}`,
      email: `Hi {ATTENDEE_FIRST_NAME},\n\nyou are booked for {EVENT_NAME} with {ORGANIZER_NAME}.\n\n${details}\n\nNeed to change something? Move or cancel it here:\n{RESCHEDULE_URL}`,
      whatsapp: `Hi {ATTENDEE_FIRST_NAME}, you are booked for {EVENT_NAME} with {ORGANIZER_NAME} on {EVENT_DATE} at {EVENT_TIME}. To move or cancel it: {RESCHEDULE_URL} – see you soon.`,
    },
  },
  {
    key: "cancelled",
    name: "Cancelled",
    triggers: ["cancelled", "declined"],
    subject: "Cancelled: {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}",
    bodies: {
      sms: `{ATTENDEE_FIRST_NAME}, {EVENT_NAME} with {ORGANIZER_NAME}, ${when}, is cancelled.`,
      email: `Hi {ATTENDEE_FIRST_NAME},\n\n{EVENT_NAME} with {ORGANIZER_NAME} is cancelled.\n\n${details}\n\nReason: {CANCEL_REASON}`,
      whatsapp:
        "Hi {ATTENDEE_FIRST_NAME}, {EVENT_NAME} with {ORGANIZER_NAME} on {EVENT_DATE} at {EVENT_TIME} is cancelled.",
    },
  },
  {
    key: "rescheduled",
    name: "Moved",
    triggers: ["rescheduled"],
    subject: "Moved: {EVENT_NAME} is now on {EVENT_DATE}, {EVENT_TIME}",
    bodies: {
      sms: `{ATTENDEE_FIRST_NAME}, {EVENT_NAME} with {ORGANIZER_NAME} is now on ${when}. Change it: {RESCHEDULE_URL}`,
      email: `Hi {ATTENDEE_FIRST_NAME},\n\n{EVENT_NAME} with {ORGANIZER_NAME} has a new time.\n\n${details}\n\nMove or cancel it here:\n{RESCHEDULE_URL}`,
      whatsapp: `Hi {ATTENDEE_FIRST_NAME}, {EVENT_NAME} with {ORGANIZER_NAME} is now on {EVENT_DATE} at {EVENT_TIME}. To move or cancel it: {RESCHEDULE_URL} – see you soon.`,
    },
  },
  {
    key: "follow_up",
    name: "Follow-up",
    triggers: ["after_meeting"],
    subject: "Thank you for {EVENT_NAME}",
    bodies: {
      sms: "{ATTENDEE_FIRST_NAME}, thank you for your time today. Questions? Write to me: {ORGANIZER_EMAIL}. {ORGANIZER_NAME}",
      email:
        "Hi {ATTENDEE_FIRST_NAME},\n\nthank you for {EVENT_NAME} on {EVENT_DATE}. If anything is open, answer this mail.\n\nHow was it? Tell us here:\n{RATING_URL}\n\n{ORGANIZER_NAME}",
      whatsapp:
        "Hi {ATTENDEE_FIRST_NAME}, thank you for {EVENT_NAME} on {EVENT_DATE}. If anything is open, write to {ORGANIZER_EMAIL} any time.",
    },
  },
  {
    key: "no_show",
    name: "Missed meeting",
    triggers: ["no_show_attendee", "no_show_host"],
    subject: "We missed each other: {EVENT_NAME} on {EVENT_DATE}",
    bodies: {
      sms: `{ATTENDEE_FIRST_NAME}, we missed each other: {EVENT_NAME}, ${when}. Write to me for a new time: {ORGANIZER_EMAIL}`,
      email:
        "Hi {ATTENDEE_FIRST_NAME},\n\nwe missed each other for {EVENT_NAME} on {EVENT_DATE}, {EVENT_TIME}. Answer this mail and we find a new time.\n\n{ORGANIZER_NAME}",
      whatsapp:
        "Hi {ATTENDEE_FIRST_NAME}, we missed each other for {EVENT_NAME} on {EVENT_DATE} at {EVENT_TIME}. Write to {ORGANIZER_EMAIL} for a new time.",
    },
  },
  {
    key: "custom",
    name: "Write my own",
    triggers: [],
    subject: "",
    bodies: { sms: "", email: "", whatsapp: "" },
  },
];
