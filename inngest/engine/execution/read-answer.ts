import { z } from "zod";
import { isSigned } from "../protocol/signature";
import type { Answer, StepOp } from "./answer";
import { readRunError } from "./run-error";

const largestAnswerBytes = 4 * 1024 * 1024;

const opSchema = z.looseObject({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Op = z.output<typeof opSchema>;

const opcodeNames: Record<string, string> = {
  StepPlanned: "parallel steps",
  InvokeFunction: "step.invoke",
  WaitForEvent: "step.waitForEvent",
  WaitForSignal: "step.waitForSignal",
  AIGateway: "step.ai.infer (AI gateway)",
  Gateway: "step.fetch",
  DeferAdd: "defer",
  DeferAbort: "defer",
  DiscoveryRequest: "checkpointing",
};

/** What the app's answer to an execution request says. */
export async function readAnswer(
  response: Response,
  verification: { signingKey: string; now: Date },
): Promise<Answer> {
  const text = await response.text();
  const retryAfter = response.headers.get("retry-after");
  const notSdk = (reason: string): Answer => ({ kind: "not-sdk", reason, retryAfter });
  if (response.status === 401) return notSdk("The app refused the engine's signature (401).");
  if (!response.headers.has("x-inngest-sdk")) {
    return notSdk(`The answer (${response.status}) isn't the SDK's.`);
  }
  const signature = response.headers.get("x-inngest-signature");
  if (!isSigned(signature, text, verification.signingKey, verification.now)) {
    return notSdk(`The answer (${response.status}) isn't signed with the engine's key.`);
  }
  if (Buffer.byteLength(text) > largestAnswerBytes) {
    return { kind: "refused", reason: `An answer may have ${largestAnswerBytes} bytes at most.` };
  }
  const body = parseJson(text);
  if (body === undefined) return notSdk(`The answer (${response.status}) isn't JSON.`);
  const isRetriable = response.headers.get("x-inngest-no-retry") !== "true";
  if (response.status === 200) return { kind: "completed", output: body };
  if (response.status === 206) return readOps(body, isRetriable, retryAfter);
  if (response.status === 201) return { kind: "refused", reason: unserved("streaming") };
  return readFailure(body, isRetriable, retryAfter);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readFailure(body: unknown, retriable: boolean, retryAfter: string | null): Answer {
  const error = readRunError(body);
  if (/was not found in this app; is the app synced correctly\?/.test(error.message)) {
    return { kind: "unknown-function", error };
  }
  return { kind: "function-failed", error, retriable, retryAfter };
}

function readOps(body: unknown, retriable: boolean, retryAfter: string | null): Answer {
  const parsed = z
    .array(opSchema)
    .min(1)
    .safeParse(Array.isArray(body) ? body : [body]);
  const [op, ...others] = parsed.success ? parsed.data : [];
  if (!op) return { kind: "refused", reason: "The app answered with steps that aren't readable." };
  const named = [op, ...others].find(({ op: opcode }) => opcodeNames[opcode]);
  if (named) return { kind: "refused", reason: unserved(opcodeNames[named.op] ?? named.op) };
  if (others.length > 0) return { kind: "refused", reason: unserved("parallel steps") };
  return readOp(op, retriable, retryAfter);
}

function readOp(op: Op, retriable: boolean, retryAfter: string | null): Answer {
  const step: StepOp = { id: op.id, displayName: op.displayName || op.name || op.id };
  switch (op.op) {
    case "StepRun":
      return { kind: "step-completed", op: step, data: op.data ?? null };
    case "StepError":
      return { kind: "step-failed", op: step, error: readRunError(op.error), retriable, retryAfter };
    case "StepFailed":
      return { kind: "step-failed", op: step, error: readRunError(op.error), retriable: false, retryAfter };
    case "Sleep":
      return { kind: "sleep", op: step, until: op.name ?? "" };
    case "RunComplete":
      return { kind: "completed", output: op.data ?? null };
    default:
      return { kind: "refused", reason: unserved(`the opcode ${op.op}`) };
  }
}

function unserved(feature: string): string {
  return `The embedded engine doesn't serve ${feature}.`;
}
