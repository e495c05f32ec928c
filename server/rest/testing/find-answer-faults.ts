import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { RestRoute } from "../define-route";
import { findRoute } from "../find-route";
import { openApiPath } from "../openapi/build-openapi";
import { v2Routes } from "../v2/v2-routes";
import { documentOf } from "./document-of";

/** An answer as a caller got it, with what it asked for. */
export type SeenAnswer = {
  method: string;
  /** With or without the mount's `/api` before it, and with or without a query. */
  path: string;
  version: string | null;
  status: number;
  body: unknown;
};

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
const added = new Map<object, string>();
const validators = new Map<string, ValidateFunction>();

/**
 * Where an answer departs from the API's description: a status that isn't described, a field that is missing, of
 * another kind, or not described at all. None for an answer that keeps to it.
 */
export function findAnswerFaults(seen: SeenAnswer): string[] {
  const { method, status, body } = seen;
  if (method === "OPTIONS" || method === "HEAD") return body === null ? [] : ["has a body"];
  const reference = describedAt(seen);
  if (reference === null) return [`${method} ${seen.path}: the status ${status} is not described`];
  const validate = validators.get(reference) ?? ajv.compile({ $ref: reference });
  validators.set(reference, validate);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [`${method} ${seen.path} ${status}:`, instancePath, message, JSON.stringify(params)].join(" "),
  );
}

/** A reference to the description of what such an answer holds, or null where there is none. */
function describedAt({ method, path, version, status }: SeenAnswer): string | null {
  const route = routeOf({ method, path: pathBelowRoot(path), version });
  if (route === null) return status >= 400 ? `${addressOf(anyRoute)}#/components/schemas/Error` : null;
  const pattern = openApiPath(route.pattern);
  const operation = documentOf(route).paths?.[pattern]?.[method.toLowerCase() as "get"];
  if (operation?.responses?.[`${status as 200}`] === undefined) return null;
  const keys = ["paths", pattern, method.toLowerCase(), "responses", `${status}`, "content"];
  const escaped = keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1"));
  const pointer = `/${[...escaped, "application~1json", "schema"].join("/")}`;
  return `${addressOf(route)}#${pointer.replaceAll("{", "%7B").replaceAll("}", "%7D")}`;
}

const [anyRoute] = v2Routes as [RestRoute];

/** The name under which the description of a route's shape has been added, closed. */
function addressOf(route: RestRoute): string {
  const document = documentOf(route);
  const known = added.get(document);
  if (known) return known;
  const address = `openapi-${added.size}`;
  ajv.addSchema(closed(document) as object, address);
  added.set(document, address);
  return address;
}

function routeOf(request: { method: string; path: string; version: string | null }): RestRoute | null {
  try {
    return findRoute(v2Routes, request).route;
  } catch {
    return null;
  }
}

function pathBelowRoot(path: string): string {
  const { pathname } = new URL(path, "http://punctual.test");
  return pathname.replace(/^(?:\/api)?\/v2/, "").replace(/\/+$/, "");
}

/** The same schemas, refusing whatever they don't describe. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const isOpenObject = copy.type === "object" && copy.properties && copy.additionalProperties === undefined;
  return isOpenObject ? { ...copy, additionalProperties: false } : copy;
}
