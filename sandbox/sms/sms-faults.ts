import { z } from "zod";
import type { Random } from "@/server/platform/random";
import { answerJson, type HttpAnswer } from "../http/http-answer";
import { parseJsonBody } from "../http/parse-json-body";
import type { Provider, SmsFault } from "../store/records";
import type { SandboxStore } from "../store/sandbox-store";
import { normalizePhone } from "./normalize-phone";
import { type AnswerError, answerAsGateway, codeOfStatus, statusOfCode } from "./twilio-error";

const smsFaultSchema = z
  .strictObject({
    count: z.int().min(1).max(1_000_000),
    to: z.string().transform(normalizePhone).optional(),
    provider: z.enum(["twilio", "http"]).optional(),
    httpStatus: z.int().min(200).max(599).optional(),
    code: z.int().min(10_000).max(99_999).optional(),
    gateway: z.boolean().optional(),
    accepted: z.boolean().optional(),
    retryAfterSeconds: z.int().min(0).max(86_400).optional(),
    latencyMs: z.int().min(0).max(120_000).optional(),
    dropResponse: z.boolean().optional(),
    finalStatus: z.enum(["queued", "sent", "delivered", "undelivered", "failed"]).optional(),
    errorCode: z.int().min(10_000).max(99_999).optional(),
    callback: z.enum(["none", "duplicate", "reorder"]).optional(),
  })
  .refine((fault) => !fault.gateway || fault.httpStatus !== undefined, {
    path: ["gateway"],
    message: "a gateway's page needs its httpStatus",
  })
  .refine((fault) => !fault.gateway || fault.code === undefined, {
    path: ["code"],
    message: "a gateway's page carries no code",
  })
  .refine((fault) => fault.gateway || fault.httpStatus === undefined || fault.httpStatus >= 400, {
    path: ["httpStatus"],
    message: "the API refuses with 400 to 599; below that only with gateway",
  })
  .refine((fault) => !fault.accepted || fault.gateway, {
    path: ["accepted"],
    message: "only a gateway's page can hide that the message was accepted; or use dropResponse",
  })
  .refine((fault) => !fault.dropResponse || (fault.httpStatus === undefined && fault.code === undefined), {
    path: ["dropResponse"],
    message: "the message is accepted and nothing answered, so httpStatus and code can't be given too",
  });

/** `POST /sms/faults`: what the next send requests will meet. */
export function addSmsFault(store: SandboxStore, random: Random, body: Buffer): HttpAnswer {
  const { count, ...effects } = parseJsonBody(body, smsFaultSchema);
  const fault = { id: random.uuid(), remaining: count, ...effects };
  store.record({ type: "sms_fault_added", fault });
  return answerJson(201, fault);
}

/** The fault that meets a send request to this number by a provider's API, if one waits for it. */
export function findSmsFault(store: SandboxStore, to: string, provider: Provider): SmsFault | undefined {
  return store.state.smsFaults.find(
    (fault) =>
      (fault.to === undefined || fault.to === to) &&
      (fault.provider === undefined || fault.provider === provider),
  );
}

/** The answer that a fault puts in the place of the API's own; null when it changes only what comes after. */
export function answerOfSmsFault(
  fault: SmsFault,
  answerError: AnswerError,
): { answer: HttpAnswer; status: number; code: number | null } | null {
  if (fault.gateway && fault.httpStatus !== undefined) {
    return { answer: answerAsGateway(fault.httpStatus), status: fault.httpStatus, code: null };
  }
  if (fault.httpStatus === undefined && fault.code === undefined) return null;
  const code = fault.code ?? codeOfStatus(fault.httpStatus ?? 400);
  const status = fault.httpStatus ?? statusOfCode(code);
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
  return { answer: answerError(code, { httpStatus: status, headers }), status, code };
}
