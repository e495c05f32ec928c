import type { StepAction, Timing, WorkflowTrigger } from "@/server/domain/workflows/workflow";

type StartingWorkflow = {
  name: string;
  trigger: WorkflowTrigger;
  timings: Timing[];
  step: { action: StepAction; body: string };
};

const weekdays = [1, 2, 3, 4, 5];

/** The hours in which a new organizer can be booked: Monday to Friday, 9:00 to 17:00. */
export const startingWeeklyHours = weekdays.map((weekday) => ({
  weekday,
  startMinute: 9 * 60,
  endMinute: 17 * 60,
}));

/** The kinds of meeting that a new organizer offers; the first asks for a phone number. */
export const startingEventTypes = [
  { slug: "30min", title: "30 minute meeting", lengthMinutes: 30, phoneRequired: true },
  { slug: "15min", title: "15 minute call", lengthMinutes: 15, phoneRequired: false },
];

/** The texts that a new organizer's bookings owe. Each fits one segment of GSM-7 with everyday names. */
export const startingWorkflows: StartingWorkflow[] = [
  {
    name: "Text a confirmation",
    trigger: "new_booking",
    timings: [],
    step: {
      action: "sms_attendee",
      body: "{ATTENDEE_FIRST_NAME}, you are booked: {EVENT_NAME} with {ORGANIZER_NAME}, {EVENT_DATE}, {EVENT_TIME}. Change it: {RESCHEDULE_URL}",
    },
  },
  {
    name: "Text a reminder",
    trigger: "before_meeting",
    timings: [{ key: "", kind: "elapsed", amount: 24, unit: "hours" }],
    step: {
      action: "sms_attendee",
      body: "{ATTENDEE_FIRST_NAME}, a reminder: {EVENT_NAME} with {ORGANIZER_NAME}, {EVENT_DATE}, {EVENT_TIME}. Change it: {RESCHEDULE_URL}",
    },
  },
];
