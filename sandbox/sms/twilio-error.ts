import { answerJson, type HttpAnswer } from "../http/http-answer";

/** Messages and HTTP statuses of the codes that the sandbox gives by itself. */
const knownErrors: Record<number, { status: number; message: string }> = {
  20001: { status: 400, message: "Invalid parameter" },
  20003: { status: 401, message: "Authenticate" },
  20005: { status: 403, message: "Account not active" },
  20404: { status: 404, message: "The requested resource was not found" },
  20429: { status: 429, message: "Too Many Requests" },
  20500: { status: 500, message: "An internal server error has occurred" },
  20503: { status: 503, message: "Service unavailable" },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid From Number" },
  21266: { status: 400, message: "'To' and 'From' number cannot be the same" },
  21408: {
    status: 400,
    message: "Permission to send an SMS has not been enabled for the region of the 'To' number",
  },
  21602: { status: 400, message: "Message body is required." },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: {
    status: 400,
    message: "The 'From' phone number is not a valid, SMS-capable number of this account",
  },
  21609: { status: 400, message: "The 'StatusCallback' URL is not a valid URL" },
  21610: { status: 400, message: "Attempt to send to unsubscribed recipient" },
  21611: { status: 429, message: "This 'From' number has exceeded the maximum number of queued messages" },
  21612: {
    status: 400,
    message: "Message cannot be sent with the current combination of 'To' and 'From' numbers",
  },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21617: { status: 400, message: "The concatenated message body exceeds the 1600 character limit" },
  21654: { status: 400, message: "ContentSid Required" },
  21655: { status: 400, message: "The ContentSid is Invalid" },
  21656: { status: 400, message: "The ContentVariables Parameter is invalid" },
  21910: {
    status: 400,
    message: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel",
  },
  21659: { status: 400, message: "'From' is not a Twilio phone number" },
  21660: { status: 400, message: "'From' is not a phone number of this account" },
  21701: { status: 400, message: "The Messaging Service does not exist" },
  30002: { status: 403, message: "Account suspended" },
  30409: { status: 400, message: "The message is in a final state and cannot be updated" },
  90010: { status: 403, message: "Account is not active" },
};

const codesByStatus: Record<number, number> = {
  400: 20001,
  401: 20003,
  404: 20404,
  429: 20429,
  500: 20500,
  503: 20503,
};

/** The HTTP status that goes with a code when a fault names only the code. */
export function statusOfCode(code: number): number {
  return knownErrors[code]?.status ?? 400;
}

/** The code that goes with an HTTP status when a fault names only the status. */
export function codeOfStatus(status: number): number {
  return codesByStatus[status] ?? 20_000 + status;
}

type ErrorOptions = { httpStatus?: number; detail?: string; headers?: Record<string, string> };
export type AnswerError = (code: number, options?: ErrorOptions) => HttpAnswer;

/** What a code means, in the words of either API. */
export function messageOfCode(code: number, detail?: string): string {
  const message = knownErrors[code]?.message ?? "The request was refused";
  return detail ? `${message}: ${detail}` : message;
}

/** An error as Twilio's API words it. */
export function answerTwilioError(code: number, options: ErrorOptions = {}): HttpAnswer {
  const status = options.httpStatus ?? statusOfCode(code);
  return answerJson(
    status,
    {
      code,
      message: messageOfCode(code, options.detail),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    },
    options.headers,
  );
}

/** What a proxy before the API answers by itself: an HTML page without a word of the API. */
export function answerAsGateway(httpStatus: number): HttpAnswer {
  const title =
    httpStatus < 400 ? "OK" : `${httpStatus} ${httpStatus === 504 ? "Gateway Time-out" : "Bad Gateway"}`;
  return {
    kind: "answer",
    status: httpStatus,
    headers: { "content-type": "text/html" },
    body: `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>\n`,
  };
}
