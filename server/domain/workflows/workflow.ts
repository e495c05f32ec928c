export const workflowTriggers = [
  "new_booking",
  "before_meeting",
  "rescheduled",
  "cancelled",
  "requested",
  "confirmed",
  "declined",
] as const;
export type WorkflowTrigger = (typeof workflowTriggers)[number];

export const stepActions = ["sms_attendee", "email_attendee", "email_host"] as const;
export type StepAction = (typeof stepActions)[number];

export type WorkflowStep = {
  id: number;
  stepNumber: number;
  action: StepAction;
  body: string;
  subject: string | null;
  phoneRequired: boolean;
};

/** A rule of an organizer: when something happens to a booking, these steps are owed. */
export type Workflow = {
  id: number;
  name: string;
  trigger: WorkflowTrigger;
  offsetMinutes: number | null;
  steps: WorkflowStep[];
};
