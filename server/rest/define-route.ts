import { z } from "zod";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import type { AppCaller } from "@/server/routers/app-router";
import type { ApiTag } from "./api-tags";
import type { ApiVersion } from "./api-version";
import { parseInput } from "./input-issues";
import { parsePath } from "./path-id";
import type { JsonBodyKind } from "./read-json-body";
import type { RestErrorStatus } from "./rest-error";
import type { ErrorWords } from "./rest-error-of";

export type RestMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type RestAnswer = {
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
  readBody(kind: JsonBodyKind): Promise<unknown>;
};

/** Of a body that is an object, or a list. */
type BodySchema = z.ZodObject | z.ZodArray;

type RouteFacts = {
  method: RestMethod;
  versions: readonly ApiVersion[];
  tag: ApiTag;
  /** What it does in a few words, for lists of operations. */
  summary: string;
  /** What a caller should know beyond the summary and the schemas. */
  description?: string;
  /** Whether it needs a key, or is open to those who hold a booking's uid and the like. */
  access: "anyone" | "key";
  /** The scope that a key needs for what isn't a GET: to manage, unless named. */
  scope?: KeyScope;
  /** What it may refuse beside what any operation may, by status. */
  errors?: Partial<Record<RestErrorStatus, string>>;
};

/** One operation of the API in the versions that share its shape: what it takes and gives, and how it answers. */
export type RestRoute = RouteFacts & {
  scope: KeyScope;
  /** The path below the API's root; `:name` stands for one segment. */
  pattern: string;
  /** Of the answer to a request that succeeds. */
  status: 200 | 201;
  words: ErrorWords;
  params: z.ZodObject;
  query?: z.ZodObject;
  body?: BodySchema;
  answer: z.ZodType;
  pagination?: z.ZodType;
  example: { params?: object; query?: object; body?: object };
  respond(call: RestCall): Promise<RestAnswer>;
};

type ParamNames<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

type Params<Pattern extends string> = Readonly<Record<ParamNames<Pattern>, string>>;
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Written<Schema> = Schema extends z.ZodArray
  ? z.input<Schema>
  : Schema extends z.ZodType
    ? Partial<z.input<Schema>>
    : never;
type Given<Name extends string, Value> = [undefined] extends [Value]
  ? { [Key in Name]?: Value }
  : { [Key in Name]: Value };

/** The answer of operations that have nothing to say but that they succeeded. */
export const nothingSchema = z.undefined();

/**
 * A route whose handler gets its parameters, query and body as the given schemas read them, and gives what the
 * schema of its answer describes. The API's description is made of the same schemas.
 */
export function defineRoute<
  const Pattern extends string,
  Answer extends z.ZodType,
  PathParams extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends BodySchema | undefined = undefined,
  Page extends z.ZodType | undefined = undefined,
>(
  definition: RouteFacts & {
    pattern: Pattern;
    status?: 200 | 201;
    words?: ErrorWords;
    /** How to read parameters of the path, with `pathNumber` and the like; texts as they come when absent. */
    params?: PathParams;
    query?: Query;
    body?: Body;
    answer: Answer;
    pagination?: Page;
    /** A call that would succeed. */
    example?: { params?: Partial<Params<Pattern>>; query?: Written<Query>; body?: Written<Body> };
    handle(call: {
      caller: AppCaller;
      params: PathParams extends z.ZodObject ? z.output<PathParams> : Params<Pattern>;
      query: Parsed<Query>;
      body: Parsed<Body>;
      idempotencyKey: string | undefined;
    }): Promise<
      Given<"data", z.output<Answer>> & Given<"pagination", Parsed<Page>> & Pick<RestAnswer, "headers">
    >;
  },
): RestRoute {
  const { handle, status = 200, words = {}, example = {}, query, body, ...facts } = definition;
  const params = definition.params ?? textParams(definition.pattern);
  return {
    ...facts,
    scope: facts.method === "GET" ? "read" : (facts.scope ?? "manage"),
    status,
    words,
    example,
    params,
    query,
    body,
    respond: async (call) =>
      handle({
        caller: call.caller,
        params: parsePath(params, call.params) as never,
        query: (query && parseInput(query, call.query)) as Parsed<Query>,
        body: (body && parseInput(body, await call.readBody(kindOf(body)))) as Parsed<Body>,
        idempotencyKey: call.idempotencyKey,
      }),
  };
}

function kindOf(body: BodySchema): JsonBodyKind {
  return body instanceof z.ZodArray ? "list" : "object";
}

function textParams(pattern: string): z.ZodObject {
  const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  return z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
}
