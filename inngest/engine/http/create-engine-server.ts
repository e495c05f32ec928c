import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isLoopbackHost } from "@/server/platform/env";
import type { EngineContext } from "../engine-context";
import type { AppLink } from "../execution/app-link";
import { RunControl } from "../run-control";
import { apiRoutes } from "./api-routes";
import { receiveEvents } from "./event-api";
import { exchangeOf, HttpRefusal } from "./exchange";
import { pageRoutes } from "./page-routes";
import { registerFunctions } from "./register-api";
import { jsonReply, type Reply } from "./reply";
import { matchRoute, type Route } from "./route";

/** The engine's HTTP server: the event API, registration, and the page of functions and runs. */
export function createEngineServer(context: EngineContext, engine: { app: AppLink; wake(): void }): Server {
  const control = new RunControl(context, engine.wake);
  const routes: Route[] = [
    { method: "GET", path: "/health", handle: () => health(context) },
    { method: "POST", path: "/e/:key", handle: (exchange) => receiveEvents(exchange, context, engine) },
    {
      method: "POST",
      path: "/fn/register",
      handle: (exchange) => registerFunctions(exchange, context, engine.app),
    },
    ...pageRoutes(context, control),
    ...apiRoutes(context, control),
  ];
  return createServer((message, response) => {
    void answer(message, routes)
      .catch((error): Reply => {
        if (error instanceof HttpRefusal)
          return jsonReply(error.status, { status: error.status, error: error.message });
        context.logger.error({ err: error }, "a request failed");
        return jsonReply(500, { status: 500, error: "the engine failed to answer" });
      })
      .then((reply) => write(response, reply));
  });
}

async function answer(message: IncomingMessage, routes: readonly Route[]): Promise<Reply> {
  const host = message.headers.host ?? "";
  if (!isLoopbackHost(host.replace(/:\d+$/, "")))
    throw new HttpRefusal(403, "the engine answers on loopback only");
  const url = new URL(message.url ?? "/", `http://${host}`);
  const matched = matchRoute(routes, message.method ?? "GET", url.pathname);
  if (!matched)
    throw new HttpRefusal(404, `the embedded engine doesn't serve ${message.method} ${url.pathname}`);
  return matched.handle(exchangeOf(message, url, matched.parameters));
}

async function health(context: EngineContext): Promise<Reply> {
  try {
    await context.sql`select 1`;
    return jsonReply(200, { status: "ok" });
  } catch {
    return jsonReply(503, { status: "unavailable", part: "database" });
  }
}

function write(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...reply.headers,
  });
  response.end(reply.body);
}
