import { isToPhone } from "./message-state";
import type { PlannedMessage } from "./plan-messages";

/** A plan in which nothing goes to the phones of those who want no texts. */
export function skipOptedOut<Message extends PlannedMessage>(
  plan: readonly Message[],
  optedOut: ReadonlySet<string>,
): Message[] {
  return plan.map((message) => {
    const isStopped = isToPhone(message.channel) && optedOut.has(message.recipient);
    return isStopped && message.skipReason === null ? { ...message, skipReason: "opted_out" } : message;
  });
}
