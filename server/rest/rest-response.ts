import type { RequestAllowance } from "@/server/platform/request-allowance";
import type { RestAnswer } from "./define-route";
import { type RestError, type RestErrorStatus, restErrorNames } from "./rest-error";

const allowedHeaders = [
  "Accept",
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "X-Request-Id",
  "cal-api-version",
  "x-cal-client-id",
  "x-cal-platform-embed",
  "x-cal-secret-key",
];
const limitFacts = ["Limit", "Remaining", "Reset"] as const;
const exposedHeaders = [
  "X-Request-Id",
  "Retry-After",
  "Idempotent-Replayed",
  "Allow",
  ...limitFacts.flatMap((fact) => [`X-RateLimit-${fact}`, `X-RateLimit-${fact}-Default`]),
];

/** What every response says of its request. */
type Answered = { requestId: string; allowance: RequestAllowance | null };

/** The response to a request that succeeded. */
export function successResponse(answer: RestAnswer, status: number, answered: Answered): Response {
  const { data, pagination, headers } = answer;
  return Response.json(
    { status: "success", data, pagination },
    { status, headers: commonHeaders(answered, headers) },
  );
}

/** The response to a request that failed, in the one envelope that all errors have. */
export function errorResponse(error: RestError, request: Answered & { path: string; at: Date }): Response {
  const { status, message, details } = error;
  const { code, phrase } = restErrorNames[status as RestErrorStatus] ?? restErrorNames[500];
  const body = {
    status: "error",
    timestamp: request.at.toISOString(),
    path: request.path,
    // Some callers look for it here.
    message,
    error: { code, message, details: { ...details, message, error: phrase, statusCode: status } },
  };
  return Response.json(body, { status, headers: commonHeaders(request, error.headers) });
}

/** The response to a browser that asks whether a page of another origin may call. */
export function preflightResponse(requestId: string): Response {
  const headers = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": allowedHeaders.join(", "),
    "Access-Control-Max-Age": "7200",
  };
  return new Response(null, { status: 204, headers: commonHeaders({ requestId, allowance: null }, headers) });
}

function commonHeaders(
  { requestId, allowance }: Answered,
  own: Readonly<Record<string, string>> = {},
): HeadersInit {
  return {
    ...own,
    ...(allowance && limitHeaders(allowance)),
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": exposedHeaders.join(", "),
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
  };
}

/** The limit's figures under the contract's names, and under those that other clients wait by. */
function limitHeaders({ limit, remaining, resetSeconds }: RequestAllowance): Record<string, string> {
  const figures = { Limit: limit, Remaining: remaining, Reset: resetSeconds };
  const entries = limitFacts.flatMap((fact) => [
    [`X-RateLimit-${fact}`, String(figures[fact])],
    [`X-RateLimit-${fact}-Default`, String(figures[fact])],
  ]);
  return Object.fromEntries(entries);
}
