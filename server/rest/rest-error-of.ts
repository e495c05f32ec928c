import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import {
  ServiceError,
  type ServiceErrorCode,
  type ServiceErrorDetails,
} from "@/server/platform/service-error";
import { inputIssues, invalidInput } from "./input-issues";
import { RestError, type RestErrorDetails, type RestErrorStatus } from "./rest-error";

/** How a resource says what the verbs behind it say in their own words. */
export type ErrorWords = {
  /** Names of input fields, by the verbs' names: a prefix of a path stands for all that is below it. */
  fields?: Readonly<Record<string, string>>;
  /** Messages by reason, or what to make of the verb's own. */
  messages?: Readonly<Record<string, string | ((message: string) => string)>>;
  /** Statuses by reason, where callers know another one than the verb's. */
  statuses?: Readonly<Record<string, RestErrorStatus>>;
};

const statuses: Record<ServiceErrorCode, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNPROCESSABLE: 422,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  NOT_IMPLEMENTED: 501,
  UNAVAILABLE: 503,
};

/** The answer to anything that was thrown, in the words of the resource; what is unexpected stays generic. */
export function restErrorOf(error: unknown, words: ErrorWords = {}): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof ServiceError) return fromService(error, words);
  if (error instanceof TRPCError) {
    const { cause } = error;
    if (cause instanceof ServiceError) return fromService(cause, words);
    if (cause instanceof ZodError && error.code === "BAD_REQUEST") {
      const issues = inputIssues(cause.issues);
      return invalidInput(issues.map(({ field, message }) => ({ field: renamed(field, words), message })));
    }
    const status = getHTTPStatusCodeFromError(error);
    if (status < 500) return new RestError(status, error.message);
  }
  return new RestError(500, "Something went wrong on our side.");
}

function fromService(error: ServiceError, words: ErrorWords): RestError {
  const { field, reason, retryAfterSeconds, data } = error.details;
  const details: RestErrorDetails = {
    ...data,
    ...(field !== undefined && { field: renamed(field, words) }),
    ...(reason !== undefined && { reason }),
  };
  const headers = retryAfterSeconds === undefined ? undefined : { "Retry-After": String(retryAfterSeconds) };
  return new RestError(
    words.statuses?.[reason ?? ""] ?? statuses[error.code],
    messageOf(error.message, error.details, words),
    details,
    headers,
  );
}

function messageOf(message: string, { field, reason }: ServiceErrorDetails, words: ErrorWords): string {
  const own = reason === undefined ? undefined : words.messages?.[reason];
  if (own !== undefined) return typeof own === "string" ? own : own(message);
  if (field === undefined || !(message.startsWith(`${field} `) || message.startsWith(`${field}: `)))
    return message;
  return renamed(field, words) + message.slice(field.length);
}

function renamed(field: string, { fields = {} }: ErrorWords): string {
  for (let end = field.length; end > 0; end = field.lastIndexOf(".", end - 1)) {
    const name = fields[field.slice(0, end)];
    if (name !== undefined) return name + field.slice(end);
  }
  return field;
}
