import { isSameFallback, type MessageFallback, skipBesides } from "./fallback";
import { type MessageChannel, type MessageState, type MoveReason, stoppableStates } from "./message-state";
import { type PlanFacts, type PlannedMessage, planTimed } from "./plan-messages";
import { skipOptedOut } from "./skip-opted-out";
import { textOfStep } from "./step-text";
import { actionRoutes, isTimed, type Workflow } from "./workflow";

/** A message of a workflow that a booking owes or has been sent. */
export type OwedMessage = {
  id: string;
  source: string;
  stepId: number | null;
  /** The message that it follows, which didn't arrive or couldn't be tried. */
  parentMessageId: string | null;
  /** Whose place it takes, where that is a text that couldn't be tried: it is due when the text would be. */
  insteadOf: { source: string; recipient: string } | null;
  channel: MessageChannel;
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
  fallback: MessageFallback | null;
};

const textKeys = [
  "workflowName",
  "bodyTemplate",
  "subjectTemplate",
  "includeCalendarEvent",
  "contentSid",
] as const;

export type MessageText = Pick<PlannedMessage, (typeof textKeys)[number] | "fallback">;

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
  if (!isTimed(workflow.trigger)) return diffNews(diff, stoppable, workflow, input.booking);
  // What is late is sent for new bookings only: switching a workflow on must not text everybody at once.
  const onTime = { ...workflow, lateBooking: { kind: "skip" as const } };
  const plan = skipOptedOut(planTimed(onTime, input), input.optedOut ?? new Set());
  const desired = new Map(plan.map((message) => [slotOf(message), message]));
  for (const message of stoppable) {
    const by = desired.get(slotOf(message));
    if (message.insteadOf !== null) followInstead(diff, message, by, input);
    else if (message.parentMessageId === null) follow(diff, message, by, input.now);
    else if (plan.some((each) => isOfStep(each, message)))
      followParent(diff, message, workflow, input.booking);
    else diff.cancels.push(message.id);
  }
  const taken = new Set(owed.map(slotOf));
  diff.adds = [...desired.values()].filter(
    (message) => input.isAhead && skipBesides(message, input.now) === null && !taken.has(slotOf(message)),
  );
  return diff;
}

/** A mail in the place of a text that couldn't be tried keeps the text's time, or makes way for it. */
function followInstead(
  diff: WorkflowDiff,
  message: OwedMessage,
  by: PlannedMessage | undefined,
  { workflow, booking, now }: WorkflowDiffInput,
): void {
  const step = workflow?.steps.find(({ id }) => id === message.stepId);
  const text = step ? textOfStep(step, message, booking) : null;
  if (by?.skipReason === null) diff.moves.push({ id: message.id, by });
  else if (!by || !step || !text) diff.cancels.push(message.id);
  else {
    const { id } = message;
    const mail: PlannedMessage = { ...by, ...text, skipReason: skipBesides(by, now) };
    const own: WorkflowDiff = { ...diff, moves: [] };
    follow(own, message, mail, now);
    diff.unchanged = own.unchanged;
    // The text goes on record with it, since that is what the mail stands for.
    if (own.moves.length > 0) diff.moves.push({ id, by });
  }
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

function isOfStep(planned: PlannedMessage, message: OwedMessage): boolean {
  return planned.stepId === message.stepId && planned.occurrence === message.occurrence;
}

/** What follows a text that didn't arrive is reworded, or called off where its step has nothing like it any more. */
function followParent(
  diff: WorkflowDiff,
  message: OwedMessage,
  workflow: Workflow,
  booking: PlanFacts,
): void {
  const step = workflow.steps.find(({ id }) => id === message.stepId);
  const text = step ? textOfStep(step, message, booking) : null;
  if (text === null) diff.cancels.push(message.id);
  else reword(diff, message, { workflowName: workflow.name, ...text });
}

function diffNews(
  diff: WorkflowDiff,
  stoppable: OwedMessage[],
  workflow: Workflow,
  booking: PlanFacts,
): WorkflowDiff {
  const steps = new Map(workflow.steps.map((step) => [`step:${step.id}`, step]));
  for (const message of stoppable) {
    if (message.parentMessageId !== null) {
      followParent(diff, message, workflow, booking);
      continue;
    }
    const step = steps.get(message.source);
    const text = step ? textOfStep(step, message, booking) : null;
    const to = step && actionRoutes[step.action].to;
    const sendsElsewhere = (to === "fixed" || to === "receiver") && step?.sendTo !== message.recipient;
    if (text === null || sendsElsewhere) diff.cancels.push(message.id);
    else reword(diff, message, { workflowName: workflow.name, ...text });
  }
  return diff;
}

function reword(diff: WorkflowDiff, message: OwedMessage, text: MessageText): void {
  const { workflowName, bodyTemplate, subjectTemplate, includeCalendarEvent, contentSid, fallback } = text;
  const written = { workflowName, bodyTemplate, subjectTemplate, includeCalendarEvent, contentSid, fallback };
  const isSame = textKeys.every((key) => message[key] === written[key]);
  if (isSame && isSameFallback(message.fallback, fallback)) diff.unchanged += 1;
  else diff.rewrites.push({ id: message.id, text: written });
}

function isStoppable(state: MessageState): boolean {
  return (stoppableStates as readonly MessageState[]).includes(state);
}

type Slotted = {
  source: string;
  recipient: string;
  occurrence: string;
  insteadOf?: OwedMessage["insteadOf"];
};

function slotOf(message: Slotted): string {
  const { source, recipient } = message.insteadOf ?? message;
  return JSON.stringify([source, recipient, message.occurrence]);
}
