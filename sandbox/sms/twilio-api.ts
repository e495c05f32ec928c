import { createHash, timingSafeEqual } from "node:crypto";
import { answerJson, type HttpAnswer } from "../http/http-answer";
import type { Route, RouteRequest } from "../http/route";
import { listMessages } from "./list-messages";
import { renderMessageResource } from "./message-resource";
import { refuseText, type SendTextParts, type SmsApi, sendText } from "./send-text";
import { answerOfAccountFault } from "./sms-account";
import { answerTwilioError } from "./twilio-error";
import { readSendParameters, validateSend } from "./validate-send";

export type TwilioApiParts = SendTextParts & { authToken: string };

const account = "/2010-04-01/Accounts/([^/]+)";

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function isAuthentic(request: RouteRequest, { accountSid, authToken }: TwilioApiParts): boolean {
  const [scheme, encoded] = (request.headers.authorization ?? "").split(" ");
  const given =
    scheme?.toLowerCase() === "basic" ? Buffer.from(encoded ?? "", "base64").toString("utf8") : "";
  const knowsSecret = timingSafeEqual(digest(given), digest(`${accountSid}:${authToken}`));
  return knowsSecret && request.captures[0] === accountSid;
}

function readForm(request: RouteRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString("utf8"));
}

function createMessage(parts: TwilioApiParts, request: RouteRequest): HttpAnswer | Promise<HttpAnswer> {
  const form = readForm(request);
  const parameters = readSendParameters(form);
  const { serviceSender, accountSid, store } = parts;
  const api: SmsApi = {
    provider: "twilio",
    acceptedStatus: 201,
    answerAccepted: (text) => answerJson(201, renderMessageResource(text, accountSid)),
    answerError: answerTwilioError,
  };
  if (!isAuthentic(request, parts)) {
    const answer = answerTwilioError(20003);
    return refuseText(parts, api, parameters, { answer, status: 401, code: 20003 });
  }
  const fault = store.state.smsAccountFault;
  if (fault) return refuseText(parts, api, parameters, answerOfAccountFault(fault));
  return sendText(parts, api, parameters, () => validateSend(form, parameters, serviceSender, store.state));
}

function notFound(request: RouteRequest): HttpAnswer {
  return answerTwilioError(20404, { detail: request.url.pathname });
}

function updateMessage(parts: TwilioApiParts, request: RouteRequest): HttpAnswer {
  const { store, clock, accountSid } = parts;
  const text = store.state.textsBySid.get(request.captures[1] ?? "");
  if (!text) return notFound(request);
  const form = readForm(request);
  const at = clock.now().toISOString();
  if (form.has("Status")) {
    if (form.get("Status") !== "canceled")
      return answerTwilioError(20001, { detail: "Status can only be canceled" });
    if (text.status !== "queued" && text.status !== "accepted") return answerTwilioError(30409);
    store.record({ type: "text_progressed", sid: text.sid, status: "canceled", at });
  }
  if (form.has("Body")) {
    if (form.get("Body") !== "") return answerTwilioError(20001, { detail: "Body can only be emptied" });
    store.record({ type: "text_redacted", sid: text.sid, at });
  }
  return answerJson(200, renderMessageResource(text, accountSid));
}

function describeAccount({ accountSid, store }: TwilioApiParts): HttpAnswer {
  const isSuspended = store.state.smsAccountFault?.check === "suspended";
  return answerJson(200, {
    sid: accountSid,
    friendly_name: "Punctual sandbox",
    status: isSuspended ? "suspended" : "active",
    type: "Trial",
    uri: `/2010-04-01/Accounts/${accountSid}.json`,
  });
}

/** The part of Twilio's REST API that sends, finds and changes texts. */
export function twilioApiRoutes(parts: TwilioApiParts): Route[] {
  const guarded = (handle: (request: RouteRequest) => HttpAnswer) => (request: RouteRequest) => {
    const fault = parts.store.state.smsAccountFault;
    if (!isAuthentic(request, parts)) return answerTwilioError(20003);
    return fault?.check === "refused" ? answerOfAccountFault(fault).answer : handle(request);
  };
  const message = new RegExp(`^${account}/Messages/(SM[0-9a-f]{32})\\.json$`);
  const messages = new RegExp(`^${account}/Messages\\.json$`);
  return [
    { method: "POST", pattern: messages, handle: (request) => createMessage(parts, request) },
    {
      method: "GET",
      pattern: messages,
      handle: guarded((request) => listMessages(parts.store.state, request.url, parts.accountSid)),
    },
    {
      method: "GET",
      pattern: message,
      handle: guarded((request) => {
        const text = parts.store.state.textsBySid.get(request.captures[1] ?? "");
        return text ? answerJson(200, renderMessageResource(text, parts.accountSid)) : notFound(request);
      }),
    },
    { method: "POST", pattern: message, handle: guarded((request) => updateMessage(parts, request)) },
    {
      method: "GET",
      pattern: /^\/2010-04-01\/Accounts\/([^/.]+)\.json$/,
      handle: guarded(() => describeAccount(parts)),
    },
    { method: "GET", pattern: /^\/2010-04-01\//, handle: notFound },
    { method: "POST", pattern: /^\/2010-04-01\//, handle: notFound },
  ];
}
