import type { RunError } from "./run-error";

/** A step that is now part of the run's state. */
export type NewStep = {
  id: string;
  op: "run" | "sleep";
  displayName: string;
  /** The step's data, or its error when it failed. */
  result: unknown;
  failed: boolean;
  wakeAt: Date | null;
};

/** What an answer does to its run. */
export type Transition =
  | { kind: "continue"; step: NewStep }
  | { kind: "wait"; dueAt: Date; attempt: number; step: NewStep | null }
  | { kind: "complete"; output: unknown }
  | { kind: "fail"; error: RunError }
  /** The request was never delivered: the run goes back to the queue as it was. */
  | { kind: "release" };

/** What is remembered of a request. */
export type AttemptRecord = {
  outcome: string;
  stepName: string | null;
  httpStatus: number | null;
  error: RunError | null;
  retryAt: Date | null;
  startedAt: Date;
  endedAt: Date;
};
