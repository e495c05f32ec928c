/**
 * `stopped`: the provider refuses the account or the sender, so nothing is handed over. `probing`: whether it works
 * again shows only in sending, so one message at a time may try.
 */
export const senderStates = ["working", "stopped", "probing"] as const;
export type SenderState = (typeof senderStates)[number];

/** The changes of state that a sender may make; the database refuses all others. */
export const senderTransitions: Record<SenderState, readonly SenderState[]> = {
  working: ["stopped"],
  stopped: ["working", "probing"],
  probing: ["working", "stopped"],
};

/** What shows that a stopped sender works again: the account's own check, or a message that gets through. */
export const senderProofs = ["check", "message"] as const;
export type SenderProof = (typeof senderProofs)[number];

/** A sender as its changes are decided. */
export type SenderFacts = {
  state: SenderState;
  /** Why it doesn't work; null while it does. */
  code: string | null;
  stoppedAt: Date | null;
  nextCheckAt: Date | null;
  resumesBy: SenderProof | null;
  resumedAt: Date | null;
  /** Refusals and failed checks since a message was last accepted. */
  failureCount: number;
  /** When the operator was told of this stop. */
  notifiedAt: Date | null;
  /** When it began to work again, while the operator, who knows of the stop, has yet to be told. */
  recoveredAt: Date | null;
};
