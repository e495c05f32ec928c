import { retryAfterAt } from "../protocol/retry-after";
import { retryDelayMilliseconds } from "../protocol/retry-delay";
import { sleepUntil } from "../protocol/sleep-until";
import type { Answer, StepOp } from "./answer";
import { engineError, type RunError } from "./run-error";
import type { NewStep, Transition } from "./transition";

type Situation = {
  /** Counted from zero for each step. */
  attempt: number;
  maxAttempts: number;
  now: Date;
  /** A draw in [0, 1) for the retry's jitter. */
  fraction: number;
};

/** What an answer means for its run: the next request, a wait, or the end. */
export function decideTransition(answer: Answer, situation: Situation): Transition {
  switch (answer.kind) {
    case "completed":
      return { kind: "complete", output: answer.output };
    case "step-completed":
      return { kind: "continue", step: ranStep(answer.op, answer.data, false) };
    case "sleep":
      return sleep(answer.op, answer.until, situation.now);
    case "step-failed":
      return retry(answer, situation) ?? { kind: "continue", step: ranStep(answer.op, answer.error, true) };
    case "function-failed":
      return retry(answer, situation) ?? { kind: "fail", error: answer.error };
    case "unknown-function":
      return retry({ retriable: true, retryAfter: null }, situation) ?? { kind: "fail", error: answer.error };
    case "not-sdk":
      return retry({ ...answer, retriable: true }, situation) ?? failure(answer.reason);
    case "broken":
      return retry({ retriable: true, retryAfter: null }, situation) ?? failure(answer.reason);
    case "refused":
      return failure(answer.reason);
    case "unreachable":
      return { kind: "release" };
  }
}

/** The time of the attempt that follows a failed one; null when the failed one was the last. */
function retry(
  failed: { retriable: boolean; retryAfter: string | null },
  { attempt, maxAttempts, now, fraction }: Situation,
): Transition | null {
  if (!failed.retriable || attempt + 1 >= maxAttempts) return null;
  const dueAt =
    retryAfterAt(failed.retryAfter, now) ??
    new Date(now.getTime() + retryDelayMilliseconds(attempt, fraction));
  return { kind: "wait", dueAt, attempt: attempt + 1, step: null };
}

function sleep(op: StepOp, until: string, now: Date): Transition {
  try {
    const wakeAt = sleepUntil(until, now);
    const step: NewStep = { ...op, op: "sleep", result: null, failed: false, wakeAt };
    return wakeAt > now ? { kind: "wait", dueAt: wakeAt, attempt: 0, step } : { kind: "continue", step };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failure(`The sleep "${op.displayName}" is refused: ${error.message}.`);
  }
}

function ranStep(op: StepOp, result: unknown, failed: boolean): NewStep {
  return { ...op, op: "run", result, failed, wakeAt: null };
}

function failure(message: string): { kind: "fail"; error: RunError } {
  return { kind: "fail", error: engineError(message) };
}
