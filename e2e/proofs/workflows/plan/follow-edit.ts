import { isTimed, type Workflow } from "@/server/domain/workflows/workflow";
import type { ExpectedBooking, ExpectedMessage } from "./booking-oracle";
import { end, isLive, slotOf } from "./message-ends";
import { followOf, hasNowhereToGo, shownOf } from "./step-message";

export type Edit = {
  workflowId: number;
  /** As it is now; null where it isn't on for the booking. */
  workflow: Workflow | null;
  /** What it would owe if the booking were made now, and nothing late made up for. */
  plan: readonly ExpectedMessage[];
  nowMs: number;
};

/** What a booking owes anew since a workflow was edited; ends and rewords what waits. */
export function followEdit(booking: ExpectedBooking, edit: Edit): ExpectedMessage[] {
  const own = booking.messages.filter(({ workflowId }) => workflowId === edit.workflowId);
  const waiting = own.filter(({ state }) => state === "waiting");
  const { workflow, plan, nowMs } = edit;
  if (workflow === null || !isTimed(workflow.trigger)) {
    for (const message of waiting) if (!reword(message, booking, workflow)) withdraw(message);
    return [];
  }
  const taken = new Set(own.filter(isLive).map(placeOf));
  const wanted = new Map(
    plan.filter(({ insteadOf }) => insteadOf === null).map((each) => [slotOf(each), each]),
  );
  const withMail = (text: ExpectedMessage) => [text, ...plan.filter(({ insteadOf }) => insteadOf === text)];
  const added: ExpectedMessage[] = [];
  for (const message of waiting) {
    const by = wanted.get(placeOf(message));
    if (by && follow(message, by, withMail(by), { ...edit, workflow }, booking) === "moved")
      added.push(...withMail(by));
    else if (!by) withdraw(message);
  }
  if (booking.status !== "accepted" || booking.endMs <= nowMs) return added;
  for (const [slot, text] of wanted) {
    const goes = withMail(text).some(({ state }) => state === "waiting");
    if (goes && !taken.has(slot)) added.push(...withMail(text));
  }
  return added;
}

function follow(
  message: ExpectedMessage,
  by: ExpectedMessage,
  [text, mail]: readonly ExpectedMessage[],
  { workflow, nowMs }: Edit & { workflow: Workflow },
  booking: ExpectedBooking,
): "moved" | "settled" {
  const isMail = message.insteadOf !== null;
  const goes = isMail ? (mail ?? text) : text;
  const isLate = goes?.state !== "waiting" && (by.reason === "too_late" || (isMail && hasNowhereToGo(by)));
  if (isMail && by.state === "waiting") return supersede(message);
  if (goes?.state !== "waiting" && !isLate) withdraw(message);
  else if (by.dueMs === message.dueMs || (message.isMadeUp && isLate)) {
    if (!reword(message, booking, workflow)) withdraw(message);
  } else if (isMail && !hasMail(message, booking, workflow)) withdraw(message);
  else if (!isLate) return supersede(message);
  else if (message.dueMs > nowMs || by.dueMs > nowMs) withdraw(message);
  else if (!reword(message, booking, workflow)) withdraw(message);
  return "settled";
}

function supersede(message: ExpectedMessage): "moved" {
  end(message, "superseded", "workflow_changed");
  return "moved";
}

function withdraw(message: ExpectedMessage): void {
  end(message, "cancelled", "workflow_changed");
}

function hasMail({ stepId, role }: ExpectedMessage, booking: ExpectedBooking, { steps }: Workflow): boolean {
  const step = steps.find(({ id }) => id === stepId);
  return step !== undefined && followOf(step, booking, role) !== null;
}

/** Has a message say what its step says now; returns whether the step has anything like it. */
function reword(message: ExpectedMessage, booking: ExpectedBooking, workflow: Workflow | null): boolean {
  const step = workflow?.steps.find(({ id }) => id === message.stepId);
  if (!step) return false;
  const follow = followOf(step, booking, message.role);
  if (message.source.startsWith("fallback")) {
    if (follow === null) return false;
    message.shown = follow.shown;
    return true;
  }
  message.shown = shownOf(step, booking, message.role);
  message.follow = follow;
  return true;
}

/** The place that a message takes among those of its workflow. */
function placeOf(message: ExpectedMessage): string {
  return slotOf(message.insteadOf ?? message);
}
