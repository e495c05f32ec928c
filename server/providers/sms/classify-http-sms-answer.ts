import type { Refusal } from "@/server/domain/workflows/delivery-codes";
import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";
import { readJsonText } from "@/server/platform/json-pointer";
import type { HttpExchange } from "./exchange-http";
import { httpSmsCode } from "./http-sms-code";
import type { SendOutcome } from "./port";
import { readRetryAfter } from "./read-retry-after";

type Answered = Extract<HttpExchange, { kind: "answered" }>;

// RFC 9110 §15.4: these say that the same request belongs elsewhere, so nothing was done with it.
const movedStatuses = [301, 307, 308];

export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A code that the settings don't sort is judged by the status. */
function refusalOf({ errors }: HttpSmsSettings, code: string | null, httpStatus: number): Refusal {
  const sorted = code === null ? undefined : errors.classes.get(code);
  if (sorted) return sorted === "opted_out" ? "permanent" : sorted;
  if (httpStatus >= 500 || httpStatus === 429 || httpStatus === 408) return "transient";
  return httpStatus === 401 || httpStatus === 403 ? "account" : "permanent";
}

function isSuccess({ success }: HttpSmsSettings, { status }: Answered, answer: unknown): boolean {
  if (status < success.from || status > success.to) return false;
  return success.equals === null || readJsonText(answer, success.equals.pointer) === success.equals.value;
}

/**
 * The outcome of a send request. Only an answer in the provider's own words, which is JSON, is definite; where the
 * settings name nothing to look for in an answer, its status alone says that the text was accepted.
 */
export function classifyHttpSmsAnswer(
  settings: HttpSmsSettings,
  exchange: HttpExchange,
  { attemptId, now }: { attemptId: string; now: Date },
): SendOutcome {
  if (exchange.kind === "not_sent") return { kind: "refused", refusal: "transient", code: "connect_failed" };
  if (exchange.kind === "broken") return { kind: "unknown", reason: exchange.reason };
  const { status: httpStatus, headers, body } = exchange;
  const answer = parseJson(body);
  if (isSuccess(settings, exchange, answer)) {
    const id = settings.idPointer === null ? attemptId : readHttpSmsId(answer, settings.idPointer);
    return id === null
      ? { kind: "unknown", reason: "gateway_error" }
      : { kind: "accepted", providerMessageId: id };
  }
  if (movedStatuses.includes(httpStatus)) {
    return { kind: "refused", refusal: "account", code: "http_moved", httpStatus };
  }
  const isOwnWord = answer !== null && typeof answer === "object";
  const isRedirect = httpStatus >= 300 && httpStatus < 400;
  if ((!isOwnWord || isRedirect) && httpStatus !== 429) return { kind: "unknown", reason: "gateway_error" };
  const given = settings.errors.pointer && readJsonText(answer, settings.errors.pointer);
  // Neither the word for success nor an error; or trouble of a server that may be any on the way, since gateways
  // answer in JSON too. Nobody can say what became of the text.
  const isUnexplained = given === null && (httpStatus < 300 || httpStatus >= 500);
  if (isUnexplained) return { kind: "unknown", reason: "gateway_error" };
  return {
    kind: "refused",
    refusal: refusalOf(settings, given, httpStatus),
    code: httpSmsCode(settings.errors, given) ?? `http_status_${httpStatus}`,
    httpStatus,
    retryAfterSeconds: readRetryAfter(headers["retry-after"], now),
  };
}

/** The id of a text where a pointer leads; null for what can't be one. */
export function readHttpSmsId(value: unknown, pointer: readonly string[]): string | null {
  const id = readJsonText(value, pointer);
  return id !== null && /^[\x21-\x7e]{1,128}$/.test(id) ? id : null;
}
