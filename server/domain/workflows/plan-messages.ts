import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import type { MessageChannel, MessageReason, RecipientRole } from "./message-state";
import { type BookingOccasion, noticesFor } from "./notices";
import { timingDueAt } from "./timing-due-at";
import { isTimed, type StepAction, type Workflow, type WorkflowTrigger } from "./workflow";

export type PlannedMessage = {
  source: string;
  workflowId: number | null;
  stepId: number | null;
  workflowName: string;
  stepNumber: number;
  channel: MessageChannel;
  recipientRole: RecipientRole;
  /** E.164 number or address; empty where there is none. */
  recipient: string;
  occurrence: string;
  bodyTemplate: string;
  subjectTemplate: string | null;
  dueAt: Date;
  relevantUntilAt: Date;
  /** Why it will not be sent, or null when it will. */
  skipReason: MessageReason | null;
};

/** What plans need to know of a booking. */
export type PlanFacts = Pick<BookingFacts, "startsAt" | "endsAt"> & {
  host: Pick<BookingFacts["host"], "email" | "timeZone">;
  attendee: Pick<BookingFacts["attendee"], "email" | "phoneNumber" | "timeZone">;
};

export type PlanInput = {
  occasion: BookingOccasion;
  booking: PlanFacts;
  workflows: Workflow[];
  now: Date;
  /** The meeting had been agreed before it was moved, so that its confirmation is the news of the move. */
  wasConfirmedBefore?: boolean;
  /** Whom the news reaches by another booking of the same change; they still are owed what has a time of its own. */
  alreadyTold?: readonly RecipientRole[];
};

const millisecondsPerHour = 3_600_000;
const followUpPatienceMs = 24 * millisecondsPerHour;

const triggersOf: Record<BookingOccasion, readonly WorkflowTrigger[]> = {
  created: ["new_booking", "before_meeting", "after_meeting"],
  requested: ["requested"],
  confirmed: ["confirmed", "new_booking", "before_meeting", "after_meeting"],
  declined: ["declined"],
  rescheduled: ["rescheduled", "before_meeting", "after_meeting"],
  cancelled: ["cancelled"],
};

const triggersOfMoveConfirmed: readonly WorkflowTrigger[] = [
  "confirmed",
  "rescheduled",
  "before_meeting",
  "after_meeting",
];

const channelOf: Record<StepAction, MessageChannel> = {
  sms_attendee: "sms",
  email_attendee: "email",
  email_host: "email",
};

/**
 * The messages that a booking owes on an occasion: first those of the workflows, in the order given and by step
 * number, then the booking's own e-mails. A message that cannot be sent is listed with the reason.
 */
export function planMessages(input: PlanInput): PlannedMessage[] {
  const fromWorkflows = input.workflows
    .filter((workflow) => triggersIn(input).includes(workflow.trigger))
    .flatMap((workflow) => planWorkflow(workflow, input));
  return [...fromWorkflows, ...planNotices(input)];
}

function triggersIn({ occasion, wasConfirmedBefore = false }: PlanInput): readonly WorkflowTrigger[] {
  return occasion === "confirmed" && wasConfirmedBefore ? triggersOfMoveConfirmed : triggersOf[occasion];
}

/** Whether a step that insists on a phone number is among those this occasion triggers. */
export function planRequiresPhone(occasion: BookingOccasion, workflows: Workflow[]): boolean {
  return workflows.some(
    (workflow) =>
      triggersOf[occasion].includes(workflow.trigger) &&
      workflow.steps.some((step) => step.action === "sms_attendee" && step.phoneRequired),
  );
}

/** Whether a booking must come with a phone number: a text that it will owe insists on one. */
export function bookingRequiresPhone(mustBeConfirmed: boolean, workflows: Workflow[]): boolean {
  const occasions = mustBeConfirmed ? (["requested", "confirmed"] as const) : (["created"] as const);
  return occasions.some((occasion) => planRequiresPhone(occasion, workflows));
}

function planWorkflow(workflow: Workflow, input: PlanInput): PlannedMessage[] {
  if (isTimed(workflow.trigger)) return planTimed(workflow, input);
  const told = input.alreadyTold ?? [];
  const steps = workflow.steps.filter((step) => !told.includes(recipientRoleOf(step.action)));
  const moment = { occurrence: "", dueAt: input.now, relevantUntilAt: newsRelevantUntil(input) };
  return planSteps({ ...workflow, steps }, input, moment);
}

/** What a workflow with moments of its own owes for a meeting that is agreed; nothing from any other workflow. */
export function planTimed(workflow: Workflow, input: { booking: PlanFacts; now: Date }): PlannedMessage[] {
  const { trigger } = workflow;
  if (!isTimed(trigger)) return [];
  return workflow.timings.flatMap((timing) => {
    const dueAt = timingDueAt(trigger, timing, input.booking);
    const relevantUntilAt =
      trigger === "before_meeting" ? input.booking.startsAt : new Date(dueAt.getTime() + followUpPatienceMs);
    return planSteps(workflow, input, { occurrence: timing.key, dueAt, relevantUntilAt });
  });
}

function planSteps(
  workflow: Workflow,
  { booking, now }: { booking: PlanFacts; now: Date },
  moment: { occurrence: string; dueAt: Date; relevantUntilAt: Date },
): PlannedMessage[] {
  const steps = workflow.steps.toSorted((a, b) => a.stepNumber - b.stepNumber);
  return steps.map((step) => {
    const channel = channelOf[step.action];
    const recipientRole = recipientRoleOf(step.action);
    const recipient = recipientOf(booking, recipientRole, channel);
    return {
      source: `step:${step.id}`,
      workflowId: workflow.id,
      stepId: step.id,
      workflowName: workflow.name,
      stepNumber: step.stepNumber,
      channel,
      recipientRole,
      recipient,
      bodyTemplate: step.body,
      subjectTemplate: step.subject,
      ...moment,
      skipReason: skipReason(recipient, channel, moment, now),
    };
  });
}

function planNotices(input: PlanInput): PlannedMessage[] {
  const notices = noticesFor(input.occasion).filter(
    ({ recipientRole }) => !input.alreadyTold?.includes(recipientRole),
  );
  return notices.map((notice) => {
    const recipient = recipientOf(input.booking, notice.recipientRole, "email");
    return {
      source: `notice:${input.occasion}:${notice.recipientRole}`,
      workflowId: null,
      stepId: null,
      workflowName: notice.name,
      stepNumber: 1,
      channel: "email",
      recipientRole: notice.recipientRole,
      recipient,
      occurrence: "",
      bodyTemplate: notice.body,
      subjectTemplate: notice.subject,
      dueAt: input.now,
      relevantUntilAt: new Date(newsRelevantUntil(input).getTime() + 24 * millisecondsPerHour),
      skipReason: recipient === "" ? "no_email" : null,
    };
  });
}

/** News of a change is of use until the meeting ends, and for an hour at least. */
function newsRelevantUntil({ booking, now }: PlanInput): Date {
  return new Date(Math.max(booking.endsAt.getTime(), now.getTime() + millisecondsPerHour));
}

function recipientRoleOf(action: StepAction): RecipientRole {
  return action === "email_host" ? "host" : "attendee";
}

function recipientOf(booking: PlanFacts, role: RecipientRole, channel: MessageChannel): string {
  if (role === "host") return booking.host.email;
  return (channel === "sms" ? booking.attendee.phoneNumber : booking.attendee.email) ?? "";
}

function skipReason(
  recipient: string,
  channel: MessageChannel,
  { dueAt, relevantUntilAt }: { dueAt: Date; relevantUntilAt: Date },
  now: Date,
): MessageReason | null {
  if (recipient === "") return channel === "sms" ? "no_phone" : "no_email";
  return dueAt < now || dueAt > relevantUntilAt ? "too_late" : null;
}
