import type { EngineContext } from "../engine-context";
import type { Claim, StoredStep } from "../store/claim-runs";
import { recordDiscarded, recordProgress, releaseLease } from "../store/record-transition";
import type { Answer } from "./answer";
import { decideTransition } from "./decide-transition";
import { endRun } from "./end-run";
import { executionRequest, StateTooLarge } from "./execution-request";
import type { LeaseKeeper } from "./lease-keeper";
import { readAnswer } from "./read-answer";
import { sendRequest } from "./send-request";
import type { AttemptRecord, NewStep, Transition } from "./transition";

const timeoutSeconds = 240;

type Exchange = { answer: Answer; httpStatus: number | null; startedAt: Date };

/** Takes a claimed run as far as it goes without waiting: one request for each step. */
export class Executor {
  constructor(
    private readonly context: EngineContext,
    private readonly leases: LeaseKeeper,
    private readonly app: { lost(): void },
  ) {}

  async execute(claim: Claim): Promise<void> {
    let current: Claim | null = claim;
    while (current) current = await this.#step(current);
  }

  /** One request; returns the claim for the next one when that follows at once. */
  async #step(claim: Claim): Promise<Claim | null> {
    const exchange = await this.#request(claim);
    const { answer } = exchange;
    if (answer.kind === "unreachable" || answer.kind === "unknown-function") this.app.lost();
    const transition = this.#decide(claim, answer);
    const record = this.#record(exchange, transition);
    const held = await this.#save(claim, transition, record);
    if (!held) {
      this.context.logger.warn(
        { runId: claim.runId, generation: claim.generation },
        "a late answer was discarded",
      );
      await recordDiscarded(this.context.sql, claim, record);
      return null;
    }
    return transition.kind === "continue" && !this.leases.isStopping
      ? continued(claim, transition.step)
      : null;
  }

  async #request(claim: Claim): Promise<Exchange> {
    const { clock, wallClock, send, scheduler, signingKey, appUrl, ids } = this.context;
    const startedAt = clock.now();
    const target = this.#target(claim);
    if (!target) return { answer: refused("The function is no longer known."), httpStatus: null, startedAt };
    let request: Request;
    try {
      request = executionRequest(claim, target, {
        appUrl,
        signingKey,
        signedAt: wallClock.now(),
        requestId: ids.next(),
      });
    } catch (error) {
      if (!(error instanceof StateTooLarge)) throw error;
      return { answer: refused(error.message), httpStatus: null, startedAt };
    }
    const read = async (response: Response) => ({
      answer: await readAnswer(response, { signingKey, now: wallClock.now() }),
      httpStatus: response.status,
    });
    const result = await sendRequest(request, { send, scheduler, timeoutSeconds, read });
    return "received" in result
      ? { ...result.received, startedAt }
      : { answer: result.failed, httpStatus: null, startedAt };
  }

  #target(claim: Claim): { slug: string; maxAttempts: number } | null {
    const known = this.context.registry.get(claim.functionId);
    return known ? { slug: known.slug, maxAttempts: known.definition?.maxAttempts ?? 1 } : null;
  }

  #decide(claim: Claim, answer: Answer): Transition {
    const transition = decideTransition(answer, {
      attempt: claim.attempt,
      maxAttempts: this.#target(claim)?.maxAttempts ?? 1,
      now: this.context.clock.now(),
      fraction: this.context.random.fraction(),
    });
    const step = "step" in transition ? transition.step : null;
    if (!step || !claim.steps.some(({ id }) => id === step.id)) return transition;
    const message = `The app answered the step "${step.displayName}" a second time.`;
    return { kind: "fail", error: { name: "EngineError", message } };
  }

  #record({ answer, httpStatus, startedAt }: Exchange, transition: Transition): AttemptRecord {
    const isRetry = transition.kind === "wait" && transition.step === null;
    return {
      outcome: answer.kind,
      stepName: "op" in answer ? answer.op.displayName : null,
      httpStatus,
      error: errorOf(answer),
      retryAt: isRetry ? transition.dueAt : null,
      startedAt,
      endedAt: this.context.clock.now(),
    };
  }

  async #save(claim: Claim, transition: Transition, record: AttemptRecord): Promise<boolean> {
    const { sql } = this.context;
    switch (transition.kind) {
      case "continue": {
        const keepsLeaseUntil = this.leases.isStopping ? null : this.leases.until();
        const change = {
          dueAt: this.context.clock.now(),
          attempt: 0,
          keepsLeaseUntil,
          step: transition.step,
        };
        return recordProgress(sql, claim, change, record);
      }
      case "wait":
        return recordProgress(sql, claim, { ...transition, keepsLeaseUntil: null }, record);
      case "complete":
        return endRun(this.context, claim, { status: "completed", output: transition.output }, record);
      case "fail":
        return endRun(this.context, claim, { status: "failed", error: transition.error }, record);
      case "release":
        await releaseLease(sql, claim);
        return true;
    }
  }
}

function continued(claim: Claim, { id, op, result, failed }: NewStep): Claim {
  const step: StoredStep = { id, op, result, failed };
  return {
    ...claim,
    steps: [...claim.steps, step],
    attempt: 0,
    generation: claim.generation + 1,
  };
}

function refused(reason: string): Answer {
  return { kind: "refused", reason };
}

function errorOf(answer: Answer): AttemptRecord["error"] {
  if ("error" in answer) return answer.error;
  return "reason" in answer ? { name: "EngineError", message: answer.reason } : null;
}
