import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import type { MessageChannel, MessageReason, RecipientRole } from "./message-state";
import { type BookingOccasion, noticesFor } from "./notices";
import type { StepAction, Workflow, WorkflowTrigger } from "./workflow";

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

export type PlanInput = {
  occasion: BookingOccasion;
  booking: BookingFacts;
  workflows: Workflow[];
  now: Date;
};

const millisecondsPerMinute = 60_000;
const millisecondsPerHour = 60 * millisecondsPerMinute;

const triggersOf: Record<BookingOccasion, readonly WorkflowTrigger[]> = {
  created: ["new_booking", "before_meeting"],
  rescheduled: ["rescheduled", "before_meeting"],
  cancelled: ["cancelled"],
};

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
    .filter((workflow) => triggersOf[input.occasion].includes(workflow.trigger))
    .flatMap((workflow) => planWorkflow(workflow, input));
  return [...fromWorkflows, ...planNotices(input)];
}

/** Whether a step that insists on a phone number is among those this occasion triggers. */
export function planRequiresPhone(occasion: BookingOccasion, workflows: Workflow[]): boolean {
  return workflows.some(
    (workflow) =>
      triggersOf[occasion].includes(workflow.trigger) &&
      workflow.steps.some((step) => step.action === "sms_attendee" && step.phoneRequired),
  );
}

function planWorkflow(workflow: Workflow, input: PlanInput): PlannedMessage[] {
  const dueAt =
    workflow.trigger === "before_meeting"
      ? new Date(input.booking.startsAt.getTime() - (workflow.offsetMinutes ?? 0) * millisecondsPerMinute)
      : input.now;
  const relevantUntilAt = relevantUntil(workflow.trigger, input);
  const steps = [...workflow.steps].sort((a, b) => a.stepNumber - b.stepNumber);
  return steps.map((step) => {
    const channel = channelOf[step.action];
    const recipientRole = step.action === "email_host" ? "host" : "attendee";
    const recipient = recipientOf(input.booking, recipientRole, channel);
    return {
      source: `step:${step.id}`,
      workflowId: workflow.id,
      stepId: step.id,
      workflowName: workflow.name,
      stepNumber: step.stepNumber,
      channel,
      recipientRole,
      recipient,
      occurrence: "",
      bodyTemplate: step.body,
      subjectTemplate: step.subject,
      dueAt,
      relevantUntilAt,
      skipReason: skipReason(recipient, channel, dueAt, input.now),
    };
  });
}

function planNotices(input: PlanInput): PlannedMessage[] {
  return noticesFor(input.occasion).map((notice) => {
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
      relevantUntilAt: new Date(relevantUntil("new_booking", input).getTime() + 24 * millisecondsPerHour),
      skipReason: recipient === "" ? "no_email" : null,
    };
  });
}

/** A reminder is of use until the meeting starts; news of a change until it ends, and for an hour at least. */
function relevantUntil(trigger: WorkflowTrigger, { booking, now }: PlanInput): Date {
  if (trigger === "before_meeting") return booking.startsAt;
  return new Date(Math.max(booking.endsAt.getTime(), now.getTime() + millisecondsPerHour));
}

function recipientOf(booking: BookingFacts, role: RecipientRole, channel: MessageChannel): string {
  if (role === "host") return booking.host.email;
  return (channel === "sms" ? booking.attendee.phoneNumber : booking.attendee.email) ?? "";
}

function skipReason(
  recipient: string,
  channel: MessageChannel,
  dueAt: Date,
  now: Date,
): MessageReason | null {
  if (recipient === "") return channel === "sms" ? "no_phone" : "no_email";
  return dueAt < now ? "too_late" : null;
}
