import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { HttpAnswer } from "./http-answer";

export type RouteRequest = {
  url: URL;
  headers: IncomingHttpHeaders;
  /** The groups of the route's pattern. */
  captures: string[];
  body: Buffer;
};

/** A route answers with a value, or takes the response over (`stream`). */
export type Route = {
  method: "GET" | "POST";
  pattern: RegExp;
  handle?: (request: RouteRequest) => HttpAnswer | Promise<HttpAnswer>;
  stream?: (request: RouteRequest, response: ServerResponse) => void;
};
