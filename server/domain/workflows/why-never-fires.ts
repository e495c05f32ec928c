import type { ConfirmationKind } from "@/server/domain/scheduling/confirmation";
import type { Condition } from "./condition";
import { contradiction } from "./contradiction";
import type { WorkflowInPlace } from "./propose-change";
import { isToPhoneOfAttendee } from "./step-recipient";
import type { Workflow, WorkflowTrigger } from "./workflow";

/** What decides whether bookings of an event type can set a workflow off. */
export type FiringEventType = {
  id: number;
  lengthMinutes: number;
  /** The lengths to choose from; none where there is nothing to choose. */
  lengthOptionsMinutes: readonly number[];
  confirmation: ConfirmationKind;
};

export type NeverFires = { field: "activeOn" | "conditions" | "trigger" | "steps"; message: string };

const triggersOfRequests: readonly WorkflowTrigger[] = ["requested", "confirmed", "declined"];

/**
 * Why no booking will ever be sent anything by a workflow that is switched on, with the field to mend; null where
 * some booking can, and for one that is off.
 */
export function whyNeverFires(
  { workflow, activeOn }: WorkflowInPlace,
  eventTypes: readonly FiringEventType[],
): NeverFires | null {
  if (activeOn.kind === "off") return null;
  const active = eventTypes.filter(({ id }) => activeOn.kind === "all" || activeOn.eventTypeIds.includes(id));
  if (active.length === 0) {
    return never("activeOn", "none of the event types that it is active on can be booked any more.");
  }
  const contradicting = contradiction(workflow.conditions);
  if (contradicting) return never("conditions", contradicting);
  const left = active.filter(({ id }) => isAmongChosen(id, workflow.conditions));
  if (left.length === 0) {
    return never("conditions", "its conditions leave out all event types that it is active on.");
  }
  const fitting = left.filter((eventType) => lengthsOf(eventType).some((each) => fits(each, workflow)));
  if (fitting.length === 0) {
    const lengths = [...new Set(left.flatMap(lengthsOf))].toSorted((a, b) => a - b);
    return never(
      "conditions",
      `its event types take ${inWords(lengths)} minutes, which its conditions rule out.`,
    );
  }
  const isOfRequests = triggersOfRequests.includes(workflow.trigger);
  if (isOfRequests && fitting.every(({ confirmation }) => confirmation === "none")) {
    return never("trigger", "none of the event types that it is active on asks you to confirm bookings.");
  }
  return writesToNobody(workflow);
}

function writesToNobody({ conditions, steps }: Workflow): NeverFires | null {
  const hasNone = conditions.some((condition) => condition.kind === "has_phone" && !condition.hasPhone);
  if (!hasNone || !steps.every(({ action }) => isToPhoneOfAttendee(action))) return null;
  return never(
    "steps",
    "it only texts attendees, and its conditions ask for bookings without a phone number.",
  );
}

function isAmongChosen(eventTypeId: number, conditions: readonly Condition[]): boolean {
  return conditions.every(
    (condition) => condition.kind !== "event_type" || condition.eventTypeIds.includes(eventTypeId),
  );
}

function lengthsOf({ lengthMinutes, lengthOptionsMinutes }: FiringEventType): readonly number[] {
  return lengthOptionsMinutes.length > 0 ? lengthOptionsMinutes : [lengthMinutes];
}

function fits(lengthMinutes: number, { conditions }: Workflow): boolean {
  return conditions.every((condition) => {
    if (condition.kind !== "length") return true;
    return condition.is === "at_least"
      ? lengthMinutes >= condition.minutes
      : lengthMinutes <= condition.minutes;
  });
}

function inWords(numbers: readonly number[]): string {
  return numbers.join(", ").replace(/, (?=[^,]*$)/, " or ");
}

function never(field: NeverFires["field"], reason: string): NeverFires {
  return { field, message: `It never fires: ${reason}` };
}
