import { z } from "zod";
import { answerJson, type HttpAnswer } from "../http/http-answer";
import { parseJsonBody } from "../http/parse-json-body";
import type { SmsAccountFault } from "../store/records";
import type { SandboxState } from "../store/sandbox-state";
import type { SandboxStore } from "../store/sandbox-store";
import { type AnswerError, answerTwilioError, statusOfCode } from "./twilio-error";

const smsAccountSchema = z
  .strictObject({
    code: z.int().min(10_000).max(99_999).nullable(),
    httpStatus: z.int().min(400).max(599).optional(),
    check: z.enum(["refused", "suspended", "passed"]).optional(),
    provider: z.enum(["twilio", "http"]).optional(),
  })
  .refine(({ code, httpStatus, check }) => code !== null || (httpStatus === undefined && !check), {
    path: ["code"],
    message: "null mends the account, so httpStatus and check can't be given too",
  });

/** What is wrong with the account at a provider, as the page and tests read it. */
export function describeSmsAccount(state: SandboxState, provider: string | null | undefined): HttpAnswer {
  const fault = provider === "http" ? state.httpSmsAccountFault : state.smsAccountFault;
  return answerJson(200, fault ?? { code: null });
}

/** `POST /sms/account`: every send request is refused with this code until the account is mended with null. */
export function changeSmsAccount(store: SandboxStore, body: Buffer): HttpAnswer {
  const { code, httpStatus, check = "refused", provider } = parseJsonBody(body, smsAccountSchema);
  const fault = code === null ? null : { code, check, ...(httpStatus !== undefined && { httpStatus }) };
  store.record({ type: "sms_account_changed", fault, ...(provider === "http" && { provider }) });
  return describeSmsAccount(store.state, provider);
}

/** The refusal that an account's fault puts in the place of the API's own answer. */
export function answerOfAccountFault(
  { code, httpStatus = statusOfCode(code) }: SmsAccountFault,
  answerError: AnswerError = answerTwilioError,
): { answer: HttpAnswer; status: number; code: number } {
  return { answer: answerError(code, { httpStatus }), status: httpStatus, code };
}
