import type { RunError } from "./run-error";

export type StepOp = { id: string; displayName: string };

/** What came of a request: the app's answer in the engine's words, or why there is none. */
export type Answer =
  | { kind: "completed"; output: unknown }
  | { kind: "step-completed"; op: StepOp; data: unknown }
  | { kind: "step-failed"; op: StepOp; error: RunError; retriable: boolean; retryAfter: string | null }
  | { kind: "sleep"; op: StepOp; until: string }
  | { kind: "function-failed"; error: RunError; retriable: boolean; retryAfter: string | null }
  /** The function uses what the engine doesn't serve; the text names it. */
  | { kind: "refused"; reason: string }
  /** Not an answer of the SDK, such as a proxy's error page, or one that isn't signed with our key. */
  | { kind: "not-sdk"; reason: string; retryAfter: string | null }
  | { kind: "unknown-function"; error: RunError }
  /** The request may have been delivered, but no whole answer came back. */
  | { kind: "broken"; reason: string }
  /** The request was not delivered: nothing listens there. */
  | { kind: "unreachable"; reason: string };
