import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { allHold } from "./condition";
import { fallbackOf, type MessageFallback } from "./fallback";
import {
  isToPhone,
  type MessageChannel,
  type MessageReason,
  type MoveReason,
  type RecipientRole,
} from "./message-state";
import type { BookingOccasion } from "./notices";
import { newsRelevantUntil, planNotices } from "./plan-notices";
import { outsideQuietHours } from "./quiet-hours";
import { reminderRelevantUntil } from "./reminder-relevant-until";
import { isToPhoneOfAttendee, recipientOf, unreachable } from "./step-recipient";
import { timingDueAt } from "./timing-due-at";
import {
  actionRoutes,
  isBeforeMeeting,
  isTimed,
  timedTriggers,
  type Workflow,
  type WorkflowStep,
  type WorkflowTrigger,
} from "./workflow";

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
  includeCalendarEvent: boolean;
  contentSid: string | null;
  /** Of texts: what follows it if it doesn’t arrive. */
  fallback: MessageFallback | null;
  dueAt: Date;
  relevantUntilAt: Date;
  /** When its workflow alone would have it due, where that is another time, and what moved it. */
  movedFromAt: Date | null;
  movedReason: MoveReason | null;
  /** Why it will not be sent, or null when it will. */
  skipReason: MessageReason | null;
};

/** What plans need to know of a booking. */
export type PlanFacts = Pick<
  BookingFacts,
  "startsAt" | "endsAt" | "attendanceConfirmedAt" | "eventTypeId" | "responses" | "furtherEmails"
> & {
  host: Pick<BookingFacts["host"], "email" | "phoneNumber" | "timeZone">;
  attendee: Pick<BookingFacts["attendee"], "email" | "phoneNumber" | "timeZone" | "isReturning">;
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
  /** The countries that texts may go to; all where it is null or left out. */
  smsCountries?: readonly string[] | null;
};

const millisecondsPerHour = 3_600_000;
const followUpPatienceMs = 24 * millisecondsPerHour;

const triggersOf: Record<BookingOccasion, readonly WorkflowTrigger[]> = {
  created: ["new_booking", ...timedTriggers],
  requested: ["requested"],
  confirmed: ["confirmed", "new_booking", ...timedTriggers],
  declined: ["declined"],
  rescheduled: ["rescheduled", ...timedTriggers],
  relocated: [],
  cancelled: ["cancelled"],
  attendee_no_show: ["no_show_attendee"],
  host_no_show: ["no_show_host"],
};

const triggersOfMoveConfirmed: readonly WorkflowTrigger[] = ["confirmed", "rescheduled", ...timedTriggers];

/**
 * The messages that a booking owes on an occasion: first those of the workflows, in the order given and by step
 * number, then the booking's own e-mails. A message that cannot be sent is listed with the reason.
 */
export function planMessages(input: PlanInput): PlannedMessage[] {
  const fromWorkflows = input.workflows
    .filter((workflow) => triggersIn(input).includes(workflow.trigger))
    .filter((workflow) => allHold(workflow.conditions, input.booking))
    .flatMap((workflow) => planWorkflow(workflow, input));
  return [...fromWorkflows, ...planNotices(input)];
}

function triggersIn({ occasion, wasConfirmedBefore = false }: PlanInput): readonly WorkflowTrigger[] {
  return occasion === "confirmed" && wasConfirmedBefore ? triggersOfMoveConfirmed : triggersOf[occasion];
}

/** Whether an occasion is one at which workflows of a trigger owe something. */
export function setsOff(occasion: BookingOccasion, trigger: WorkflowTrigger): boolean {
  return triggersOf[occasion].includes(trigger);
}

/** Whether a step that insists on a phone number is among those this occasion triggers, whatever the booking is like. */
export function planRequiresPhone(occasion: BookingOccasion, workflows: Workflow[]): boolean {
  return workflows.some(
    (workflow) =>
      workflow.conditions.length === 0 &&
      triggersOf[occasion].includes(workflow.trigger) &&
      workflow.steps.some((step) => isToPhoneOfAttendee(step.action) && step.phoneRequired),
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
  // Whoever is written to beside the two is told once, as the host is.
  const steps = workflow.steps.filter(({ action }) => {
    const { to } = actionRoutes[action];
    return !told.includes(to === "fixed" ? "host" : to);
  });
  const dueAt = input.now;
  const moment = {
    occurrence: occurrenceOf(input.occasion),
    nominalAt: dueAt,
    dueAt,
    relevantUntilAt: newsRelevantUntil(input.booking, input.now),
  };
  return planSteps({ ...workflow, steps }, input, moment);
}

/** An absence can be taken back and marked again, and is told of once. */
function occurrenceOf(occasion: BookingOccasion): string {
  return occasion === "attendee_no_show" || occasion === "host_no_show" ? occasion : "";
}

/** What a workflow with moments of its own owes for a meeting that is agreed; nothing from any other workflow. */
export function planTimed(
  workflow: Workflow,
  input: Pick<PlanInput, "booking" | "now" | "smsCountries">,
): PlannedMessage[] {
  const { trigger } = workflow;
  const { booking, now } = input;
  if (!isTimed(trigger) || !allHold(workflow.conditions, booking)) return [];
  if (trigger === "attendance_not_confirmed" && booking.attendanceConfirmedAt !== null) return [];
  const moments = workflow.timings.map(({ key, ...timing }) => ({
    occurrence: key,
    nominalAt: timingDueAt(trigger, timing, booking),
  }));
  const lateAt = isLateSent(workflow, input) ? lastPassed(moments, now) : null;
  return moments.flatMap(({ occurrence, nominalAt }) => {
    const dueAt = nominalAt.getTime() === lateAt?.getTime() ? now : nominalAt;
    const relevantUntilAt = isBeforeMeeting(trigger)
      ? reminderRelevantUntil(nominalAt, booking.startsAt)
      : new Date(nominalAt.getTime() + followUpPatienceMs);
    return planSteps(workflow, input, { occurrence, nominalAt, dueAt, relevantUntilAt });
  });
}

function isLateSent({ trigger, lateBooking }: Workflow, { booking, now }: { booking: PlanFacts; now: Date }) {
  if (!isBeforeMeeting(trigger) || lateBooking.kind === "skip") return false;
  const minutes = lateBooking.kind === "send_if" ? lateBooking.moreThanMinutes : 0;
  return booking.startsAt.getTime() - now.getTime() > minutes * 60_000;
}

/** Of several moments that have passed, the one whose message makes the others unneeded. */
function lastPassed(moments: readonly { nominalAt: Date }[], now: Date): Date | null {
  const passed = moments.map(({ nominalAt }) => nominalAt.getTime()).filter((ms) => ms < now.getTime());
  return passed.length === 0 ? null : new Date(Math.max(...passed));
}

type Moment = { occurrence: string; nominalAt: Date; dueAt: Date; relevantUntilAt: Date };

function planSteps(
  workflow: Workflow,
  { booking, now, smsCountries = null }: Pick<PlanInput, "booking" | "now" | "smsCountries">,
  moment: Moment,
): PlannedMessage[] {
  const steps = workflow.steps.toSorted((a, b) => a.stepNumber - b.stepNumber);
  return steps.map((step) => {
    const { channel, to: recipientRole } = actionRoutes[step.action];
    const recipient = recipientOf(booking, step);
    const timing = timeStep(workflow, booking, step, moment, now);
    return {
      source: `step:${step.id}`,
      workflowId: workflow.id,
      stepId: step.id,
      workflowName: workflow.name,
      stepNumber: step.stepNumber,
      channel,
      recipientRole,
      recipient,
      occurrence: moment.occurrence,
      bodyTemplate: step.body,
      subjectTemplate: step.subject,
      includeCalendarEvent: step.includeCalendarEvent,
      contentSid: step.contentSid,
      fallback: fallbackOf(step, booking),
      ...timing,
      skipReason: unreachable(step, recipient, smsCountries) ?? timing.skipReason,
    };
  });
}

type StepTiming = Pick<
  PlannedMessage,
  "dueAt" | "relevantUntilAt" | "movedFromAt" | "movedReason" | "skipReason"
>;

/** When a step is due after quiet hours, which are kept for texts that have a moment of their own. */
function timeStep(
  { quietHours, trigger }: Workflow,
  { attendee, host, startsAt }: PlanFacts,
  { action }: WorkflowStep,
  { nominalAt, dueAt, relevantUntilAt }: Moment,
  now: Date,
): StepTiming {
  const route = actionRoutes[action];
  const isLate = dueAt > nominalAt;
  const moved = {
    movedFromAt: isLate ? nominalAt : null,
    movedReason: isLate ? ("late_booking" as const) : null,
  };
  const asDue = { dueAt, relevantUntilAt, ...moved };
  if (dueAt < now || dueAt > relevantUntilAt) return { ...asDue, skipReason: "too_late" };
  if (quietHours === null || !isToPhone(route.channel) || !isTimed(trigger))
    return { ...asDue, skipReason: null };
  const isReminder = isBeforeMeeting(trigger);
  const allowedAt = outsideQuietHours(dueAt, {
    quietHours,
    timeZone: (route.to === "attendee" ? attendee : host).timeZone,
    notBeforeAt: isReminder ? now : dueAt,
    beforeAt: isReminder ? startsAt : null,
  });
  if (allowedAt === null) return { ...asDue, skipReason: "quiet_hours" };
  if (allowedAt.getTime() === dueAt.getTime()) return { ...asDue, skipReason: null };
  return {
    dueAt: allowedAt,
    relevantUntilAt: isReminder ? relevantUntilAt : new Date(allowedAt.getTime() + followUpPatienceMs),
    movedFromAt: nominalAt,
    movedReason: isLate ? "late_booking" : "quiet_hours",
    skipReason: null,
  };
}
