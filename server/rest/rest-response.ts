import type { RestAnswer } from "./define-route";
import type { RestError } from "./rest-error";

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
const exposedHeaders = ["X-Request-Id", "Retry-After", "Idempotent-Replayed", "Allow"];

const exceptions: Record<number, [name: string, phrase: string]> = {
  400: ["BadRequestException", "Bad Request"],
  401: ["UnauthorizedException", "Unauthorized"],
  403: ["ForbiddenException", "Forbidden"],
  404: ["NotFoundException", "Not Found"],
  405: ["MethodNotAllowedException", "Method Not Allowed"],
  409: ["ConflictException", "Conflict"],
  413: ["PayloadTooLargeException", "Payload Too Large"],
  422: ["UnprocessableEntityException", "Unprocessable Entity"],
  429: ["ThrottlerException", "Too Many Requests"],
  501: ["NotImplementedException", "Not Implemented"],
  503: ["ServiceUnavailableException", "Service Unavailable"],
};
const unexpected: [name: string, phrase: string] = ["InternalServerErrorException", "Internal Server Error"];

/** The response to a request that succeeded. */
export function successResponse(answer: RestAnswer, requestId: string): Response {
  const { status, data, pagination, headers } = answer;
  return Response.json(
    { status: "success", data, pagination },
    { status, headers: commonHeaders(requestId, headers) },
  );
}

/** The response to a request that failed, in the one envelope that all errors have. */
export function errorResponse(
  error: RestError,
  request: { requestId: string; path: string; at: Date },
): Response {
  const { status, message, details } = error;
  const [code, phrase] = exceptions[status] ?? unexpected;
  const body = {
    status: "error",
    timestamp: request.at.toISOString(),
    path: request.path,
    // Some callers look for it here.
    message,
    error: { code, message, details: { ...details, message, error: phrase, statusCode: status } },
  };
  return Response.json(body, { status, headers: commonHeaders(request.requestId, error.headers) });
}

/** The response to a browser that asks whether a page of another origin may call. */
export function preflightResponse(requestId: string): Response {
  const headers = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": allowedHeaders.join(", "),
    "Access-Control-Max-Age": "7200",
  };
  return new Response(null, { status: 204, headers: commonHeaders(requestId, headers) });
}

function commonHeaders(requestId: string, own: Readonly<Record<string, string>> = {}): HeadersInit {
  return {
    ...own,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": exposedHeaders.join(", "),
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
  };
}
