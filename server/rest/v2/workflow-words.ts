import type { OffsetUnit, WorkflowTrigger } from "@/server/domain/workflows/workflow";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";

/** What this API calls the triggers; the names of those that only Punctual has are made alike. */
export const triggerNames = {
  new_booking: "newEvent",
  requested: "bookingRequested",
  confirmed: "bookingConfirmed",
  declined: "bookingRejected",
  rescheduled: "rescheduleEvent",
  cancelled: "eventCancelled",
  before_meeting: "beforeEvent",
  attendance_not_confirmed: "attendanceNotConfirmed",
  after_meeting: "afterEvent",
  no_show_attendee: "bookingNoShowUpdated",
  no_show_host: "hostNoShowUpdated",
} as const satisfies Record<WorkflowTrigger, string>;

export type TriggerName = (typeof triggerNames)[WorkflowTrigger];

/** Triggers that callers know and that nothing here sets off, with why. */
export const unservedTriggers: Readonly<Record<string, string>> = {
  afterHostsCalVideoNoShow:
    "needs a conferencing account, and none are connected here: use hostNoShowUpdated.",
  afterGuestsCalVideoNoShow:
    "needs a conferencing account, and none are connected here: use bookingNoShowUpdated.",
  bookingPaymentInitiated: "is for payments, which are not taken here.",
  bookingPaid: "is for payments, which are not taken here.",
  formSubmitted: "is for routing forms, of which there are none.",
  formSubmittedNoEvent: "is for routing forms, of which there are none.",
};

/** What this API calls the units of offsets. */
export const unitNames = { minutes: "minute", hours: "hour", days: "day" } as const satisfies Record<
  OffsetUnit,
  string
>;

const mostSteps = 10;

const fieldsOfSteps = Object.fromEntries(
  Array.from({ length: mostSteps }, (_, index) => [
    [`steps.${index}.body`, `steps.${index}.message`],
    [`steps.${index}.subject`, `steps.${index}.message.subject`],
  ]).flat(),
);

/** How the operations on workflows say what the verbs behind them say. */
export const workflowWords: ErrorWords = {
  fields: {
    ...fieldsOfSteps,
    id: "workflowId",
    "activeOn.eventTypeIds": "activation.activeOnEventTypeIds",
    activeOn: "activation",
    "timings.0.amount": "trigger.offset.value",
    "timings.0.unit": "trigger.offset.unit",
    timings: "trigger.offset",
    idempotencyKey: "Idempotency-Key",
  },
  messages: bookingWords.messages,
};
