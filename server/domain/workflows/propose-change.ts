import { actionRoutes, isBeforeMeeting, isTimed, type Workflow, type WorkflowStep } from "./workflow";
import type { ActiveOn, RuleInput } from "./workflow-input";

/** A workflow, and the event types it is active on. */
export type WorkflowInPlace = { workflow: Workflow; activeOn: ActiveOn };

/**
 * The workflow as a rule makes it, in place of `current` where there is one. Steps and moments that are there
 * already keep their identity, so that what they owe is changed and not owed twice; new steps have negative ids.
 * With another trigger all steps are new, and with another action that step, since what they owed was something
 * else. Whom fixed recipients stand for is left open.
 */
export function proposeRule(rule: RuleInput, current: Workflow | null, newKey: () => string): Workflow {
  const keepsSteps = current?.trigger === rule.trigger;
  const lateBooking = rule.lateBooking ?? current?.lateBooking ?? { kind: "skip" };
  const quietHours = rule.quietHours === undefined ? (current?.quietHours ?? null) : rule.quietHours;
  return {
    id: current?.id ?? 0,
    name: rule.name,
    trigger: rule.trigger,
    timings: rule.timings.map(({ key, ...moment }) => ({ key: key ?? newKey(), ...moment })),
    lateBooking: isBeforeMeeting(rule.trigger) ? lateBooking : { kind: "skip" },
    quietHours: isTimed(rule.trigger) ? quietHours : null,
    conditions: rule.conditions ?? current?.conditions ?? [],
    steps: rule.steps.map((step, index) => {
      const { channel, to } = actionRoutes[step.action];
      const before = current?.steps.find(({ id }) => id === step.id);
      return {
        id: keepsSteps && before?.action === step.action ? before.id : -1 - index,
        stepNumber: index + 1,
        action: step.action,
        body: channel === "webhook" ? "" : step.body,
        subject: channel === "email" ? (step.subject ?? null) : null,
        phoneRequired: step.phoneRequired,
        verifiedRecipientId: to === "fixed" ? (step.verifiedRecipientId ?? null) : null,
        includeCalendarEvent: channel === "email" && step.includeCalendarEvent,
        contentSid: channel === "whatsapp" ? (step.contentSid ?? null) : null,
        ...callOf(step, before),
        fallback: step.fallback ?? null,
      };
    }),
  };
}

/** What a webhook calls, and whether it will be signed: by a new secret, or where nothing is said by the one it has. */
function callOf(
  { action, webhookUrl = null, webhookSecret }: RuleInput["steps"][number],
  before: WorkflowStep | undefined,
): Pick<WorkflowStep, "sendTo" | "webhookUrl" | "isSigned"> {
  if (actionRoutes[action].channel !== "webhook") return { sendTo: null, webhookUrl: null, isSigned: false };
  const isSigned = webhookSecret === undefined ? (before?.isSigned ?? false) : webhookSecret !== null;
  return { sendTo: webhookUrl, webhookUrl, isSigned };
}

/** Whether a workflow applies to a booking: named by it, or else active on its event type. */
export function isInForce(
  { workflow, activeOn }: WorkflowInPlace,
  booking: { eventTypeId: number; requestedWorkflowIds: number[] | null },
): boolean {
  if (booking.requestedWorkflowIds) return booking.requestedWorkflowIds.includes(workflow.id);
  if (activeOn.kind === "event_types") return activeOn.eventTypeIds.includes(booking.eventTypeId);
  return activeOn.kind === "all";
}
