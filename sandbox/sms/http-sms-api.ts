import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { answerJson, type HttpAnswer } from "../http/http-answer";
import type { Route, RouteRequest } from "../http/route";
import type { TextRecord } from "../store/records";
import { normalizePhone } from "./normalize-phone";
import { reportWordOf } from "./planned-requests";
import { refuseText, type SendTextParts, type SmsApi, sendText } from "./send-text";
import { signReport } from "./sign-report";
import { answerOfAccountFault } from "./sms-account";
import { type AnswerError, messageOfCode, statusOfCode } from "./twilio-error";
import { type SendParameters, validateText } from "./validate-send";

export type HttpSmsAccount = {
  apiKey: string;
  /** Signs the requests of whoever sends texts, and our web requests. */
  signingSecret: string;
  callbackSecret: string;
  /** The number that texts come from. */
  sender: string;
};

export type HttpSmsApiParts = SendTextParts & { account: HttpSmsAccount };

const signatureAgeSecondsMax = 300;
const pageSize = 50;

const answerError: AnswerError = (code, { httpStatus = statusOfCode(code), detail, headers } = {}) =>
  answerJson(httpStatus, { error: { code, message: messageOfCode(code, detail) } }, headers);

const sendSchema = z.object({
  to: z.string(),
  from: z.string(),
  text: z.string(),
  reference: z.string().optional(),
  callback: z.string().optional(),
});

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Whether the key is ours and the body is signed, within five minutes of now. */
function isAuthentic({ headers, body }: RouteRequest, { account, clock }: HttpSmsApiParts): boolean {
  const timestamp = String(headers["x-timestamp"] ?? "");
  const ageSeconds = Math.abs(clock.now().getTime() / 1000 - Number(timestamp || Number.NaN));
  const signature = signReport(account.signingSecret, timestamp, body.toString("utf8"));
  return (
    isSame(headers.authorization ?? "", `Bearer ${account.apiKey}`) &&
    isSame(String(headers["x-signature"] ?? ""), signature) &&
    ageSeconds <= signatureAgeSecondsMax
  );
}

function renderText(text: TextRecord) {
  return {
    id: text.sid,
    reference: text.reference ?? null,
    to: text.to,
    from: text.from,
    text: text.body,
    status: reportWordOf(text.status),
    error_code: text.errorCode ?? null,
    created_at: text.createdAt,
  };
}

/** The parameters of a send request; empty ones where its body can't be read, which are then refused. */
function readParameters(body: Buffer): SendParameters {
  let value: unknown = null;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    // Falls through to the empty parameters.
  }
  const sent = sendSchema.safeParse(value);
  const { to = "", from = "", text = "", reference, callback } = sent.success ? sent.data : {};
  return {
    to,
    from,
    body: text,
    messagingServiceSid: "",
    contentSid: "",
    statusCallback: callback ?? null,
    ...(reference !== undefined && { reference }),
  };
}

const api: SmsApi = {
  provider: "http",
  acceptedStatus: 202,
  answerAccepted: (text) => answerJson(202, { message: renderText(text) }),
  answerError,
};

function createMessage(parts: HttpSmsApiParts, request: RouteRequest): HttpAnswer | Promise<HttpAnswer> {
  const parameters = readParameters(request.body);
  const { state } = parts.store;
  if (!isAuthentic(request, parts)) {
    return refuseText(parts, api, parameters, { answer: answerError(20003), status: 401, code: 20003 });
  }
  const fault = state.httpSmsAccountFault;
  if (fault) return refuseText(parts, api, parameters, answerOfAccountFault(fault, answerError));
  return sendText(parts, api, parameters, () => {
    if (!parameters.to) return { code: 21604 };
    if (parameters.from !== parts.account.sender) return { code: 21606 };
    return validateText(parameters, parameters.from, state);
  });
}

/** The texts to one number, newest first and a page at a time; `after` is the last id of the page before. */
function listTexts({ store }: HttpSmsApiParts, { url }: RouteRequest): HttpAnswer {
  const to = normalizePhone(url.searchParams.get("to") ?? "");
  const since = Date.parse(url.searchParams.get("since") ?? "1970-01-01T00:00:00Z");
  if (Number.isNaN(since)) return answerError(20001, { detail: "since" });
  const newestFirst = (store.state.textsByPhone.get(to) ?? [])
    .filter((text) => text.provider === "http" && text.to === to && Date.parse(text.createdAt) >= since)
    .toReversed();
  const after = url.searchParams.get("after");
  const start = after === null ? 0 : newestFirst.findIndex((text) => text.sid === after) + 1;
  const page = newestFirst.slice(start, start + pageSize);
  const last = page.at(-1);
  const next = new URLSearchParams(url.searchParams);
  if (last) next.set("after", last.sid);
  const hasMore = start + pageSize < newestFirst.length;
  return answerJson(200, {
    messages: page.map(renderText),
    next: hasMore ? `${url.pathname}?${next}` : null,
  });
}

function describeAccount({ store }: HttpSmsApiParts): HttpAnswer {
  const isSuspended = store.state.httpSmsAccountFault?.check === "suspended";
  return isSuspended ? answerError(30002) : answerJson(200, { status: "active", name: "Punctual sandbox" });
}

/** An API of texts in JSON, as many providers have one: it sends, lists and describes texts and its account. */
export function httpSmsApiRoutes(parts: HttpSmsApiParts): Route[] {
  const guarded = (handle: (request: RouteRequest) => HttpAnswer) => (request: RouteRequest) => {
    const fault = parts.store.state.httpSmsAccountFault;
    if (!isAuthentic(request, parts)) return answerError(20003);
    return fault?.check === "refused" ? answerOfAccountFault(fault, answerError).answer : handle(request);
  };
  const messages = /^\/http-sms\/messages$/;
  return [
    { method: "POST", pattern: messages, handle: (request) => createMessage(parts, request) },
    { method: "GET", pattern: messages, handle: guarded((request) => listTexts(parts, request)) },
    {
      method: "GET",
      pattern: /^\/http-sms\/messages\/(HS[0-9a-f]{32})$/,
      handle: guarded((request) => {
        const text = parts.store.state.textsBySid.get(request.captures[0] ?? "");
        return text ? answerJson(200, renderText(text)) : answerError(20404);
      }),
    },
    {
      method: "GET",
      pattern: /^\/http-sms\/account$/,
      handle: guarded(() => describeAccount(parts)),
    },
  ];
}
