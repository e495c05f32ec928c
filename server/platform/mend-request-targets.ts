import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { readableTarget } from "./readable-target";

/**
 * From now on, each request that this process receives has a path that can be decoded. The framework fails with a 500 on
 * one that can't, before any of our code is asked.
 */
export function mendRequestTargets(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url !== undefined) request.url = readableTarget(request.url);
  });
}
