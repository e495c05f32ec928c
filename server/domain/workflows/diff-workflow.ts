import { type MessageState, type MoveReason, stoppableStates } from "./message-state";
import { type PlanFacts, type PlannedMessage, planTimed } from "./plan-messages";
import { skipOptedOut } from "./skip-opted-out";
import { actionRoutes, isTimed, type Workflow } from "./workflow";

/** A message of a workflow that a booking owes or has been sent. */
export type OwedMessage = {
  id: string;
  source: string;
  recipient: string;
  occurrence: string;
  state: MessageState;
  dueAt: Date;
  movedReason: MoveReason | null;
  workflowName: string;
  bodyTemplate: string;
  subjectTemplate: string | null;
  includeCalendarEvent: boolean;
  contentSid: string | null;
};

const textKeys = [
  "workflowName",
  "bodyTemplate",
  "subjectTemplate",
  "includeCalendarEvent",
  "contentSid",
] as const;

export type MessageText = Pick<PlannedMessage, (typeof textKeys)[number]>;

/** What a changed workflow does to one booking. */
export type WorkflowDiff = {
  adds: PlannedMessage[];
  moves: { id: string; by: PlannedMessage }[];
  /** Same moment, another text. */
  rewrites: { id: string; text: MessageText }[];
  cancels: string[];
  unchanged: number;
};

export type WorkflowDiffInput = {
  /** The live messages of this workflow, and those that the organizer called off. */
  owed: OwedMessage[];
  /** The workflow as it is now, or null where it doesn't apply to this booking. */
  workflow: Workflow | null;
  booking: PlanFacts;
  /** Whether the meeting is agreed and has not ended; only then anything is added. */
  isAhead: boolean;
  /** The countries that texts may go to; all where it is null or left out. */
  smsCountries?: readonly string[] | null;
  /** The numbers that want no texts. */
  optedOut?: ReadonlySet<string>;
  now: Date;
};

/**
 * How the messages of a booking follow a change of one workflow. What has gone out or is going out is never
 * touched nor repeated; moments that have passed are not made up for; news that waits is only reworded or called
 * off.
 */
export function diffWorkflow(input: WorkflowDiffInput): WorkflowDiff {
  const diff: WorkflowDiff = { adds: [], moves: [], rewrites: [], cancels: [], unchanged: 0 };
  const { owed, workflow } = input;
  const stoppable = owed.filter(({ state }) => isStoppable(state));
  if (workflow === null) return { ...diff, cancels: stoppable.map(({ id }) => id) };
  if (!isTimed(workflow.trigger)) return diffNews(diff, stoppable, workflow);
  // What is late is sent for new bookings only: switching a workflow on must not text everybody at once.
  const onTime = { ...workflow, lateBooking: { kind: "skip" as const } };
  const plan = skipOptedOut(planTimed(onTime, input), input.optedOut ?? new Set());
  const desired = new Map(plan.map((message) => [slotOf(message), message]));
  for (const message of stoppable) follow(diff, message, desired.get(slotOf(message)), input.now);
  const taken = new Set(owed.map(slotOf));
  diff.adds = [...desired.values()].filter(
    (message) => input.isAhead && message.skipReason === null && !taken.has(slotOf(message)),
  );
  return diff;
}

function follow(diff: WorkflowDiff, message: OwedMessage, by: PlannedMessage | undefined, now: Date): void {
  if (!by || (by.skipReason !== null && by.skipReason !== "too_late")) {
    diff.cancels.push(message.id);
  } else if (by.dueAt.getTime() === message.dueAt.getTime() || isLateAnyway(message, by)) {
    reword(diff, message, by);
  } else if (by.skipReason === null) {
    diff.moves.push({ id: message.id, by });
  } else if (message.dueAt > now || by.dueAt > now) {
    diff.cancels.push(message.id);
  } else {
    reword(diff, message, by);
  }
}

/** Whether a reminder was put off to its booking's late hour and its moment still is one that has passed. */
function isLateAnyway(message: OwedMessage, by: PlannedMessage): boolean {
  return message.movedReason === "late_booking" && by.skipReason === "too_late";
}

function diffNews(diff: WorkflowDiff, stoppable: OwedMessage[], workflow: Workflow): WorkflowDiff {
  const steps = new Map(workflow.steps.map((step) => [`step:${step.id}`, step]));
  for (const message of stoppable) {
    const step = steps.get(message.source);
    const to = step && actionRoutes[step.action].to;
    const sendsElsewhere = (to === "fixed" || to === "receiver") && step?.sendTo !== message.recipient;
    if (!step || sendsElsewhere) diff.cancels.push(message.id);
    else {
      reword(diff, message, {
        workflowName: workflow.name,
        bodyTemplate: step.body,
        subjectTemplate: step.subject,
        includeCalendarEvent: step.includeCalendarEvent,
        contentSid: step.contentSid,
      });
    }
  }
  return diff;
}

function reword(diff: WorkflowDiff, message: OwedMessage, text: MessageText): void {
  const { workflowName, bodyTemplate, subjectTemplate, includeCalendarEvent, contentSid } = text;
  const written = { workflowName, bodyTemplate, subjectTemplate, includeCalendarEvent, contentSid };
  if (textKeys.every((key) => message[key] === written[key])) diff.unchanged += 1;
  else diff.rewrites.push({ id: message.id, text: written });
}

function isStoppable(state: MessageState): boolean {
  return (stoppableStates as readonly MessageState[]).includes(state);
}

function slotOf(message: { source: string; recipient: string; occurrence: string }): string {
  return JSON.stringify([message.source, message.recipient, message.occurrence]);
}
