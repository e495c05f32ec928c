import type { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import type { ApiVersion } from "./api-version";
import { parseInput } from "./input-issues";
import type { ErrorWords } from "./rest-error-of";

export type RestMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type RestAnswer = {
  status: 200 | 201;
  data?: unknown;
  /** Which page of a list it is. */
  pagination?: unknown;
  headers?: Readonly<Record<string, string>>;
};

/** A request as it came, to a route that has been found, from a caller who has been let in. */
export type RestCall = {
  caller: AppCaller;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  idempotencyKey: string | undefined;
  readBody(): Promise<Record<string, unknown>>;
};

/** One operation of the API in the versions that share its shape. */
export type RestRoute = {
  method: RestMethod;
  /** The path below the API's root; `:name` stands for one segment. */
  pattern: string;
  versions: readonly ApiVersion[];
  words: ErrorWords;
  query?: z.ZodType;
  body?: z.ZodType;
  answer(call: RestCall): Promise<RestAnswer>;
};

type ParamNames<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A route whose handler gets its parameters, query and body as the given schemas read them. */
export function defineRoute<
  const Pattern extends string,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: {
  method: RestMethod;
  pattern: Pattern;
  versions: readonly ApiVersion[];
  words?: ErrorWords;
  query?: Query;
  body?: Body;
  handle(call: {
    caller: AppCaller;
    params: Readonly<Record<ParamNames<Pattern>, string>>;
    query: Parsed<Query>;
    body: Parsed<Body>;
    idempotencyKey: string | undefined;
  }): Promise<RestAnswer>;
}): RestRoute {
  const { method, pattern, versions, words = {}, query, body, handle } = definition;
  return {
    method,
    pattern,
    versions,
    words,
    query,
    body,
    answer: async (call) =>
      handle({
        caller: call.caller,
        params: call.params as Readonly<Record<ParamNames<Pattern>, string>>,
        query: (query && parseInput(query, call.query)) as Parsed<Query>,
        body: (body && parseInput(body, await call.readBody())) as Parsed<Body>,
        idempotencyKey: call.idempotencyKey,
      }),
  };
}
