import type { Clock } from "@/server/platform/clock";
import type { Random } from "@/server/platform/random";
import { answerJson, type HttpAnswer } from "../http/http-answer";
import { createSid } from "../store/create-sid";
import type { Course, RequestRecord, SmsFault, TextRecord } from "../store/records";
import type { SandboxStore } from "../store/sandbox-store";
import { renderMessageResource } from "./message-resource";
import { normalizePhone } from "./normalize-phone";
import { answerOfSmsFault, findSmsFault } from "./sms-faults";
import type { TextCourse } from "./text-course";
import { answerTwilioError, statusOfCode } from "./twilio-error";
import { readSendParameters, type SendParameters, validateSend } from "./validate-send";

export type SendTextParts = {
  store: SandboxStore;
  clock: Clock;
  random: Random;
  course: TextCourse;
  accountSid: string;
  /** The number that a messaging service sends from. */
  serviceSender: string;
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

function describeRequest(parameters: SendParameters, at: string): Omit<RequestRecord, "httpStatus" | "code"> {
  return {
    at,
    to: normalizePhone(parameters.to),
    from: parameters.from || parameters.messagingServiceSid,
    body: parameters.body,
    statusCallback: parameters.statusCallback,
  };
}

function createText(
  parts: SendTextParts,
  parameters: SendParameters,
  fault: SmsFault | undefined,
): TextRecord {
  const createdAt = parts.clock.now().toISOString();
  return {
    sid: createSid(parts.random, "SM"),
    direction: "outbound-api",
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
  parameters: SendParameters,
  fault: SmsFault | undefined,
): HttpAnswer {
  const text = createText(parts, parameters, fault);
  const hidden = fault && answerOfSmsFault(fault);
  const request = {
    ...describeRequest(parameters, text.createdAt),
    httpStatus: fault?.dropResponse ? null : (hidden?.status ?? 201),
    code: null,
    sid: text.sid,
  };
  const afterwards = () => parts.course.follow(text.sid);
  const answer = hidden?.answer ?? answerJson(201, renderMessageResource(text, parts.accountSid));
  parts.store.record({ type: "text_added", text, request, faultId: fault?.id });
  parts.course.announce(text.sid);
  return fault?.dropResponse ? { kind: "drop", afterwards } : { ...answer, afterwards };
}

/** The request is written down as refused, and refused. */
export function refuseText(
  parts: SendTextParts,
  form: URLSearchParams,
  refusal: { answer: HttpAnswer; status: number; code: number | null; faultId?: string },
): HttpAnswer {
  const request = describeRequest(readSendParameters(form), parts.clock.now().toISOString());
  parts.store.record({
    type: "request_refused",
    request: { ...request, httpStatus: refusal.status, code: refusal.code },
    faultId: refusal.faultId,
  });
  return refusal.answer;
}

/** `POST Messages.json` by an authenticated caller. */
export async function sendText(parts: SendTextParts, form: URLSearchParams): Promise<HttpAnswer> {
  const parameters = readSendParameters(form);
  const fault = findSmsFault(parts.store, parameters.to);
  const faultAnswer = fault && answerOfSmsFault(fault);
  let answer: HttpAnswer;
  if (faultAnswer && !fault.accepted) {
    answer = refuseText(parts, form, { ...faultAnswer, faultId: fault.id });
  } else {
    const invalid = validateSend(form, parameters, parts.serviceSender, parts.store.state);
    answer = invalid
      ? refuseText(parts, form, {
          answer: answerTwilioError(invalid.code, { detail: invalid.detail }),
          status: statusOfCode(invalid.code),
          code: invalid.code,
          faultId: fault?.id,
        })
      : acceptText(parts, parameters, fault);
  }
  const latencyMs = fault?.latencyMs ?? 0;
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  return answer;
}
