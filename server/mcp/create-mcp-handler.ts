import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { tooManyRequests } from "@/server/platform/too-many-requests";
import type { DoorRuntime } from "@/server/rest/door-runtime";
import { readJsonBody } from "@/server/rest/read-json-body";
import { RestError } from "@/server/rest/rest-error";
import { restErrorOf } from "@/server/rest/rest-error-of";
import { createMcpServer } from "./create-mcp-server";

const corsHeaders = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "POST, OPTIONS",
  "Access-Control-Allow-Headers":
    "Accept, Authorization, Content-Type, MCP-Protocol-Version, MCP-Session-Id, X-Request-Id",
  "Access-Control-Expose-Headers": "X-Request-Id, Retry-After, WWW-Authenticate",
};

/**
 * The handler of MCP over streamable HTTP. It keeps nothing between requests: each POST is answered by itself, in
 * JSON, and there are no streams to open or sessions to end. It never throws.
 */
export function createMcpHandler(runtime: DoorRuntime): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = runtime.requestIdOf(request.headers);
    const response = await respond(runtime, request, requestId);
    runtime.logger.info({ requestId, method: request.method, status: response.status }, "agent answered");
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(corsHeaders)) headers.set(name, value);
    headers.set("X-Request-Id", requestId);
    headers.set("Cache-Control", "no-store");
    return new Response(response.body, { status: response.status, headers });
  };
}

async function respond(runtime: DoorRuntime, request: Request, requestId: string): Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204 });
  try {
    if (request.method !== "POST") throw methodNotAllowed(request.method);
    const headers = new Headers(request.headers);
    headers.set("x-request-id", requestId);
    const { allowance, caller } = await runtime.admit(headers);
    if (allowance?.isExceeded) throw tooManyRequests(allowance);
    const { clock, logger } = runtime;
    const server = createMcpServer({ caller: caller(), clock, logger, requestId });
    const parsedBody = await readJsonBody(request, "object");
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      const bare = new Request(request.url, { method: "POST", headers });
      return await transport.handleRequest(bare, { parsedBody });
    } finally {
      await server.close();
    }
  } catch (thrown) {
    const error = restErrorOf(thrown);
    if (error.status >= 500) runtime.logger.error({ requestId, err: thrown }, "agent's request failed");
    return refusal(error);
  }
}

function methodNotAllowed(method: string): RestError {
  const message = `${method} is not served: send each message as a POST.`;
  return new RestError(405, message, { reason: "method_not_allowed" }, { Allow: "POST, OPTIONS" });
}

/** An error of the request itself, as JSON-RPC writes those that belong to no call. */
function refusal({ status, message, headers }: RestError): Response {
  const error = { code: status === 400 ? -32_700 : -32_600, message };
  return Response.json(
    { jsonrpc: "2.0", error, id: null },
    { status, headers: { ...headers, ...(status === 401 && { "WWW-Authenticate": "Bearer" }) } },
  );
}
