import type { ExpectedMessage } from "./booking-oracle";

/** Whether a message waits or has been sent, whatever came of it. */
export function isLive({ state }: ExpectedMessage): boolean {
  return state !== "cancelled" && state !== "superseded" && state !== "skipped";
}

/** Ends a message that has not gone out. */
export function end(
  message: ExpectedMessage,
  state: "cancelled" | "superseded" | "skipped",
  reason: string,
): void {
  if (message.state !== "waiting") return;
  message.state = state;
  message.reason = reason;
}

export function slotOf({ source, recipient, occurrence }: ExpectedMessage): string {
  return JSON.stringify([source, recipient, occurrence]);
}
