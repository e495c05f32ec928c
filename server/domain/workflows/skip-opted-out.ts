import { isToPhone } from "./message-state";
import type { PlannedMessage } from "./plan-messages";

/** A plan in which nothing goes to the phones of those who want no texts. */
export function skipOptedOut(
  plan: readonly PlannedMessage[],
  optedOut: ReadonlySet<string>,
): PlannedMessage[] {
  return plan.map((message) => {
    const isStopped = isToPhone(message.channel) && optedOut.has(message.recipient);
    return isStopped && message.skipReason === null ? { ...message, skipReason: "opted_out" } : message;
  });
}
