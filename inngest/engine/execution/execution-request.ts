import { createHash } from "node:crypto";
import { canonicalJson, sign } from "../protocol/signature";
import type { Claim, StoredStep } from "../store/claim-runs";

const requestVersion = 2;
export const largestRequestBytes = 4 * 1024 * 1024;
export const mostSteps = 1_000;

export type ExecutionTarget = { slug: string; maxAttempts: number };

/** The run's event and steps are more than a request carries; the message says which limit. */
export class StateTooLarge extends Error {}

/**
 * The signed request that has the app run the next step of a claimed run.
 * @param signedAt by the wall clock, since the SDK compares it with its own
 * @throws StateTooLarge
 */
export function executionRequest(
  claim: Claim,
  target: ExecutionTarget,
  options: { appUrl: string; signingKey: string; signedAt: Date; requestId: string },
): Request {
  if (claim.steps.length > mostSteps) throw new StateTooLarge(`A run may have ${mostSteps} steps at most.`);
  const body = canonicalJson(requestBody(claim, target, options.requestId));
  if (Buffer.byteLength(body) > largestRequestBytes) {
    throw new StateTooLarge(`A run's event and steps may have ${largestRequestBytes} bytes at most.`);
  }
  const url = new URL(options.appUrl);
  url.searchParams.set("fnId", target.slug);
  url.searchParams.set("stepId", "step");
  return new Request(url, {
    method: "POST",
    body,
    headers: {
      host: url.host,
      "content-type": "application/json",
      traceparent: traceParent(claim.runId, options.requestId),
      "x-run-id": claim.runId,
      "x-request-id": options.requestId,
      "x-inngest-generation-id": claim.generation.toString(),
      "x-inngest-job-id": jobId(claim),
      "x-inngest-req-version": requestVersion.toString(),
      "x-inngest-server-kind": "cloud",
      "x-inngest-step-id": "step",
      "x-inngest-signature": sign(body, options.signingKey, options.signedAt),
    },
  });
}

function requestBody(claim: Claim, target: ExecutionTarget, requestId: string) {
  const completed = claim.steps.map((step) => step.id);
  return {
    event: claim.event,
    events: [claim.event],
    steps: Object.fromEntries(claim.steps.map((step) => [step.id, stepState(step)])),
    defers: {},
    version: requestVersion,
    use_api: false,
    // No fn_id: the SDK checkpoints only when it has one, and this engine serves one step per request.
    ctx: {
      run_id: claim.runId,
      env: "production",
      step_id: "step",
      attempt: claim.attempt,
      max_attempts: target.maxAttempts,
      stack: { stack: completed, current: completed.length },
      qi_id: jobId(claim),
      request_id: requestId,
      generation_id: claim.generation,
      job_id: jobId(claim),
      disable_immediate_execution: false,
      use_api: false,
    },
  };
}

function stepState(step: StoredStep): unknown {
  if (step.op === "sleep") return null;
  return step.failed ? { error: step.result } : { data: step.result };
}

/** The same for each attempt of a step. */
function jobId(claim: Claim): string {
  return `${claim.runId}-${claim.steps.length}`;
}

function traceParent(runId: string, requestId: string): string {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  return `00-${hash(runId).slice(0, 32)}-${hash(requestId).slice(0, 16)}-01`;
}
