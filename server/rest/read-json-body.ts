import { readBoundedBody } from "@/server/platform/read-bounded-body";
import { RestError } from "./rest-error";

export const maxBodyBytes = 256 * 1024;
export const maxBodyDepth = 20;

export type JsonBodyKind = "object" | "list";
type JsonBody<Kind extends JsonBodyKind> = Kind extends "list" ? unknown[] : Record<string, unknown>;

/**
 * The JSON object, or list, that a request carries; an empty one when it carries nothing.
 * @throws ServiceError as `readBoundedBody`; RestError 400 for what isn't JSON of that kind or is nested deeper than
 * `maxBodyDepth`.
 */
export async function readJsonBody<Kind extends JsonBodyKind>(
  request: Request,
  kind: Kind,
): Promise<JsonBody<Kind>> {
  const bytes = await readBoundedBody(request, maxBodyBytes);
  if (bytes.length === 0) return (kind === "list" ? [] : {}) as JsonBody<Kind>;
  requireJsonType(request.headers);
  const value = parseJson(bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value) !== (kind === "list")) {
    throw notUsable(`The body must be a JSON ${kind}, such as ${kind === "list" ? "[]" : "{}"}.`);
  }
  if (depthExceeds(value, maxBodyDepth)) {
    throw notUsable(`The body must not be nested deeper than ${maxBodyDepth} levels.`);
  }
  return value as JsonBody<Kind>;
}

function notUsable(message: string): RestError {
  return new RestError(400, message, { field: "body", reason: "body_not_usable" });
}

function requireJsonType(headers: Headers): void {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === undefined || type === "application/json" || /^application\/[\w.-]+\+json$/.test(type)) return;
  throw notUsable("The body must be JSON. Send it with the header Content-Type: application/json.");
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw notUsable("The body is not valid JSON.");
  }
}

function depthExceeds(root: object, limit: number): boolean {
  const waiting: [value: unknown, depth: number][] = [[root, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth > limit) return true;
    for (const child of Object.values(value)) waiting.push([child, depth + 1]);
  }
  return false;
}
