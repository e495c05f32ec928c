import type { PlannedMessage } from "./plan-messages";

export type StoppableMessage = { id: string; source: string; recipient: string; occurrence: string };

export type PlanDiff = {
  /** Messages that a message of the new plan takes the place of. */
  superseded: { id: string; by: PlannedMessage }[];
  /** Messages that have no successor. */
  withdrawn: string[];
};

/**
 * How a new plan replaces messages that have not gone out: each is superseded by the message of the new plan
 * with the same source, recipient and occurrence that will be sent, else withdrawn.
 */
export function diffPlans(stoppable: StoppableMessage[], plan: PlannedMessage[]): PlanDiff {
  const bySlot = new Map(plan.filter(willBeSent).map((message) => [slotOf(message), message]));
  const diff: PlanDiff = { superseded: [], withdrawn: [] };
  for (const message of stoppable) {
    const by = bySlot.get(slotOf(message));
    if (by) diff.superseded.push({ id: message.id, by });
    else diff.withdrawn.push(message.id);
  }
  return diff;
}

function willBeSent(message: PlannedMessage): boolean {
  return message.skipReason === null;
}

function slotOf(message: { source: string; recipient: string; occurrence: string }): string {
  return JSON.stringify([message.source, message.recipient, message.occurrence]);
}
