import { fallbackOf } from "./fallback";
import type { MessageChannel } from "./message-state";
import type { PlanFacts, PlannedMessage } from "./plan-messages";
import type { WorkflowStep } from "./workflow";

export type StepText = Pick<
  PlannedMessage,
  "bodyTemplate" | "subjectTemplate" | "includeCalendarEvent" | "contentSid" | "fallback"
>;

/**
 * What a message of a step says: what the step does, or for one that follows a text, what the step has follow. Null
 * where nothing like it follows any more.
 */
export function textOfStep(
  step: Pick<
    WorkflowStep,
    "action" | "body" | "subject" | "includeCalendarEvent" | "contentSid" | "fallback"
  >,
  message: { parentMessageId: string | null; channel: MessageChannel },
  people: Pick<PlanFacts, "host" | "attendee">,
): StepText | null {
  const fallback = fallbackOf(step, people);
  const { body, subject, includeCalendarEvent, contentSid } = step;
  if (message.parentMessageId === null) {
    return { bodyTemplate: body, subjectTemplate: subject, includeCalendarEvent, contentSid, fallback };
  }
  const plain = { includeCalendarEvent: false, contentSid: null, fallback: null };
  if (message.channel === "email") {
    if (fallback?.kind !== "email") return null;
    return { ...plain, bodyTemplate: fallback.body, subjectTemplate: fallback.subject };
  }
  if (fallback?.kind !== "other_provider") return null;
  return { ...plain, bodyTemplate: body, subjectTemplate: null };
}
