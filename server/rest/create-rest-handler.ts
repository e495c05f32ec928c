import { TRPCError } from "@trpc/server";
import type { RequestAllowance } from "@/server/platform/request-allowance";
import { apiVersionHeader } from "./api-version";
import type { RestRoute } from "./define-route";
import type { DoorRuntime } from "./door-runtime";
import { type FoundRoute, findRoute } from "./find-route";
import { readJsonBody } from "./read-json-body";
import { RestError } from "./rest-error";
import { restErrorOf } from "./rest-error-of";
import { errorResponse, preflightResponse, successResponse } from "./rest-response";
import { noKeyMessage } from "./v2/booking-words";
import { unservedAt } from "./v2/unserved-paths";
import { v2Routes } from "./v2/v2-routes";

/** The handler of every request below the API's root; it never throws, and logs one line per request. */
export function createRestHandler(runtime: DoorRuntime): (request: Request) => Promise<Response> {
  const { clock, logger } = runtime;
  return async (request) => {
    const startedAt = clock.now();
    const requestId = runtime.requestIdOf(request.headers);
    const exchange: Exchange = { request, requestId, path: pathOf(request), found: null, allowance: null };
    const response = await respond(runtime, exchange);
    const route = exchange.found ? `/v2${exchange.found.route.pattern}` : "unmatched";
    const endedAt = clock.now();
    logger.info(
      {
        requestId,
        method: request.method,
        route,
        status: response.status,
        milliseconds: endedAt.getTime() - startedAt.getTime(),
      },
      "request answered",
    );
    return request.method === "HEAD" ? new Response(null, response) : response;
  };
}

type Exchange = {
  request: Request;
  requestId: string;
  path: string;
  found: FoundRoute | null;
  allowance: RequestAllowance | null;
};

async function respond(runtime: DoorRuntime, exchange: Exchange): Promise<Response> {
  const { request, requestId, path } = exchange;
  if (request.method === "OPTIONS") return preflightResponse(requestId);
  try {
    const { method, headers } = request;
    const version = headers.get(apiVersionHeader)?.trim() || null;
    const { allowance, caller } = await runtime.admit(withRequestId(headers, requestId));
    exchange.allowance = allowance;
    if (allowance?.isExceeded) throw throttled(allowance);
    exchange.found = routeFor({ method, path: path.slice("/v2".length), version });
    refuseOauthClients(headers);
    requireKey(exchange.found.route, headers);
    const answer = await exchange.found.route.respond({
      caller: caller(),
      params: exchange.found.params,
      query: queryOf(request),
      idempotencyKey: headers.get("idempotency-key") ?? undefined,
      readBody: (kind) => readJsonBody(request, kind),
    });
    return successResponse(answer, exchange.found.route.status, exchange);
  } catch (thrown) {
    const error = restErrorOf(thrown, exchange.found?.route.words);
    // A procedure's own failure has been logged where it happened.
    if (error.status >= 500 && !(thrown instanceof TRPCError)) {
      runtime.logger.error({ requestId, err: thrown }, "request failed");
    }
    return errorResponse(error, { ...exchange, at: runtime.clock.now() });
  }
}

/** Source of the message: the contract's throttler. */
function throttled({ resetSeconds }: RequestAllowance): RestError {
  return new RestError(
    429,
    "CustomThrottlerGuard - Too many requests. Please try again later.",
    { reason: "rate_limited" },
    { "Retry-After": String(resetSeconds) },
  );
}

function routeFor(wanted: { method: string; path: string; version: string | null }): FoundRoute {
  try {
    return findRoute(v2Routes, wanted);
  } catch (error) {
    throw unservedAt(wanted.method, wanted.path) ?? error;
  }
}

/** The path as callers know it, whichever of the two mounts they used; the query is theirs alone. */
function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  return pathname.replace(/^\/api(?=\/v2(?:\/|$))/, "").replace(/\/+$/, "");
}

/** The parameters of the query that have a value; one given several times, or as `name[]`, is a list with commas. */
function queryOf(request: Request): Record<string, string> {
  const query = new Map<string, string>();
  for (const [given, value] of new URL(request.url).searchParams) {
    if (value === "") continue;
    const name = given.replace(/\[\d*\]$/, "");
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(query);
}

function refuseOauthClients(headers: Headers): void {
  const clientId = headers.get("x-cal-client-id");
  if (clientId === null && !headers.has("x-cal-secret-key")) return;
  throw new RestError(401, `Client with ID ${(clientId ?? "").slice(0, 100)} not found`, {
    field: "x-cal-client-id",
    reason: "oauth_client_not_found",
    hint: "OAuth clients are not supported; authenticate with an API key as 'Authorization: Bearer cal_...'.",
  });
}

/** Tells whoever has no key so before their request is looked into any further. */
function requireKey({ access }: RestRoute, headers: Headers): void {
  if (access !== "key" || headers.get("authorization")?.trim()) return;
  throw new RestError(401, noKeyMessage, { reason: "not_signed_in" });
}

function withRequestId(headers: Headers, requestId: string): Headers {
  const copy = new Headers(headers);
  copy.set("x-request-id", requestId);
  return copy;
}
