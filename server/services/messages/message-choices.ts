import { describeRetryRefusal, judgeRetry, type RetryFacts } from "@/server/domain/workflows/judge-retry";
import { stoppableStates } from "@/server/domain/workflows/message-state";

/** What an organizer can do about a message. */
export type MessageChoices = {
  canCancel: boolean;
  retry:
    | { kind: "possible"; dueAt: string; mayHaveArrived: boolean }
    /** `meaning` says why not. */
    | { kind: "refused"; meaning: string };
};

/** What can be done now about a message that stands as the facts say. */
export function messageChoices(facts: RetryFacts, now: Date): MessageChoices {
  const verdict = judgeRetry(facts, now);
  return {
    canCancel: stoppableStates.some((state) => state === facts.state),
    retry:
      verdict.kind === "possible"
        ? { ...verdict, dueAt: verdict.dueAt.toISOString() }
        : { kind: "refused", meaning: describeRetryRefusal(verdict.why) },
  };
}
