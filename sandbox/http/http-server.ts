import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "@/server/platform/logger";
import { answerJson, type HttpAnswer, RequestFault } from "./http-answer";
import { guardRequest, readBody } from "./request-guard";
import type { Route } from "./route";

const securityHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

function give(response: ServerResponse, answer: HttpAnswer): void {
  if (answer.kind === "drop") {
    response.socket?.destroy();
    answer.afterwards?.();
    return;
  }
  if (response.destroyed) {
    answer.afterwards?.();
    return;
  }
  if (answer.afterwards) response.once("close", answer.afterwards);
  response.writeHead(answer.status, { ...securityHeaders, ...answer.headers });
  response.end(answer.body);
}

async function serve(routes: Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  guardRequest(request);
  const url = new URL(request.url ?? "/", "http://sandbox");
  const onPath = routes.filter((route) => route.pattern.test(url.pathname));
  if (onPath.length === 0) throw new RequestFault(404, "There is nothing at this address.");
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = onPath.find((candidate) => candidate.method === method);
  if (!route)
    throw new RequestFault(405, `This address takes ${onPath.map((one) => one.method).join(", ")}.`);
  const captures = (route.pattern.exec(url.pathname) ?? []).slice(1).map((part) => decodeURIComponent(part));
  const routeRequest = { url, headers: request.headers, captures, body: await readBody(request) };
  if (route.stream) route.stream(routeRequest, response);
  else if (route.handle) give(response, await route.handle(routeRequest));
}

/** An HTTP server over the routes; a request that no browser elsewhere could have caused. */
export function createHttpServer(routes: Route[], logger: Logger): Server {
  const server = createServer((request, response) => {
    serve(routes, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      if (error instanceof RequestFault) {
        const close: Record<string, string> = error.status === 413 ? { connection: "close" } : {};
        return give(response, answerJson(error.status, { error: error.message }, close));
      }
      if (error instanceof URIError)
        return give(response, answerJson(400, { error: "The address is malformed." }));
      logger.error({ err: error }, "a request to the sandbox failed");
      return give(response, answerJson(500, { error: "The sandbox failed; its log says why." }));
    });
  });
  server.requestTimeout = 60_000;
  return server;
}
