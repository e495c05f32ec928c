import type { Clock } from "@/server/platform/clock";
import type { Random } from "@/server/platform/random";
import type { HttpAnswer } from "../http/http-answer";
import { createSid } from "../store/create-sid";
import type { Course, Provider, RequestRecord, SmsFault, TextRecord } from "../store/records";
import type { SandboxStore } from "../store/sandbox-store";
import { normalizePhone } from "./normalize-phone";
import { answerOfSmsFault, findSmsFault } from "./sms-faults";
import type { TextCourse } from "./text-course";
import { type AnswerError, statusOfCode } from "./twilio-error";
import type { SendFault, SendParameters } from "./validate-send";

export type SendTextParts = {
  store: SandboxStore;
  clock: Clock;
  random: Random;
  course: TextCourse;
  accountSid: string;
  /** The number that a messaging service sends from. */
  serviceSender: string;
  /** The number of the HTTP provider's account. */
  httpSender: string;
};

function courseUnder(fault: SmsFault | undefined): Course {
  const finalStatus = fault?.finalStatus ?? "delivered";
  const failed = finalStatus === "failed" || finalStatus === "undelivered";
  return {
    finalStatus,
    errorCode: fault?.errorCode ?? (failed ? 30008 : undefined),
    callback: fault?.callback ?? "normal",
  };
}

/** How a provider's API answers. */
export type SmsApi = {
  provider: Provider;
  acceptedStatus: number;
  answerAccepted(text: TextRecord): HttpAnswer;
  answerError: AnswerError;
};

const markOf = ({ provider }: SmsApi) => (provider === "http" ? { provider } : {});

function describeRequest(
  api: SmsApi,
  parameters: SendParameters,
  at: string,
): Omit<RequestRecord, "httpStatus" | "code"> {
  return {
    at,
    ...markOf(api),
    to: normalizePhone(parameters.to),
    from: parameters.from || parameters.messagingServiceSid,
    body: parameters.body,
    statusCallback: parameters.statusCallback,
  };
}

function createText(
  parts: SendTextParts,
  api: SmsApi,
  parameters: SendParameters,
  fault: SmsFault | undefined,
): TextRecord {
  const createdAt = parts.clock.now().toISOString();
  return {
    sid: createSid(parts.random, api.provider === "http" ? "HS" : "SM"),
    direction: "outbound-api",
    ...markOf(api),
    ...(parameters.reference !== undefined && { reference: parameters.reference }),
    ...(parameters.channel && { channel: parameters.channel }),
    to: parameters.to,
    from: parameters.from || parts.serviceSender,
    messagingServiceSid: parameters.messagingServiceSid || undefined,
    body: parameters.body,
    createdAt,
    updatedAt: createdAt,
    status: parameters.messagingServiceSid ? "accepted" : "queued",
    statusCallback: parameters.statusCallback ?? undefined,
    course: courseUnder(fault),
    requestsDone: 0,
  };
}

/** Stores an accepted text before anything is answered; its course begins once the answer is out or withheld. */
function acceptText(
  parts: SendTextParts,
  api: SmsApi,
  parameters: SendParameters,
  fault: SmsFault | undefined,
): HttpAnswer {
  const text = createText(parts, api, parameters, fault);
  const hidden = fault && answerOfSmsFault(fault, api.answerError);
  const request = {
    ...describeRequest(api, parameters, text.createdAt),
    httpStatus: fault?.dropResponse ? null : (hidden?.status ?? api.acceptedStatus),
    code: null,
    sid: text.sid,
  };
  const afterwards = () => parts.course.follow(text.sid);
  const answer = hidden?.answer ?? api.answerAccepted(text);
  parts.store.record({ type: "text_added", text, request, faultId: fault?.id });
  parts.course.announce(text.sid);
  return fault?.dropResponse ? { kind: "drop", afterwards } : { ...answer, afterwards };
}

/** The request is written down as refused, and refused. */
export function refuseText(
  parts: SendTextParts,
  api: SmsApi,
  parameters: SendParameters,
  refusal: { answer: HttpAnswer; status: number; code: number | null; faultId?: string },
): HttpAnswer {
  const request = describeRequest(api, parameters, parts.clock.now().toISOString());
  parts.store.record({
    type: "request_refused",
    request: { ...request, httpStatus: refusal.status, code: refusal.code },
    faultId: refusal.faultId,
  });
  return refusal.answer;
}

/** A send request of an authenticated caller; `validate` says why the API itself refuses it, if it does. */
export async function sendText(
  parts: SendTextParts,
  api: SmsApi,
  parameters: SendParameters,
  validate: () => SendFault | null,
): Promise<HttpAnswer> {
  const fault = findSmsFault(parts.store, parameters.to, api.provider);
  const faultAnswer = fault && answerOfSmsFault(fault, api.answerError);
  let answer: HttpAnswer;
  if (faultAnswer && !fault.accepted) {
    answer = refuseText(parts, api, parameters, { ...faultAnswer, faultId: fault.id });
  } else {
    const invalid = validate();
    answer = invalid
      ? refuseText(parts, api, parameters, {
          answer: api.answerError(invalid.code, { detail: invalid.detail }),
          status: statusOfCode(invalid.code),
          code: invalid.code,
          faultId: fault?.id,
        })
      : acceptText(parts, api, parameters, fault);
  }
  const latencyMs = fault?.latencyMs ?? 0;
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  return answer;
}
