import { type ApiVersion, apiVersionHeader, apiVersions } from "./api-version";
import type { RestMethod, RestRoute } from "./define-route";
import { RestError } from "./rest-error";
import { inWords, newestFirst } from "./route-versions";

export type FoundRoute = { route: RestRoute; params: Record<string, string> };

/**
 * The route that serves a method and path in a version; without a version, the newest shape there is.
 * @throws RestError 404 for a path or version that isn't served, 405 for a method that isn't.
 */
export function findRoute(
  routes: readonly RestRoute[],
  request: { method: string; path: string; version: string | null },
): FoundRoute {
  const { path, version } = request;
  const method = request.method === "HEAD" ? "GET" : request.method;
  const [nearest] = routes
    .flatMap((route) => {
      const params = matchPath(route.pattern, path);
      return params ? [{ pattern: route.pattern, params }] : [];
    })
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  if (!nearest) {
    throw new RestError(404, `Cannot ${method} /v2${path}`, { reason: "path_unknown" });
  }
  const ofPath = routes.filter(({ pattern }) => pattern === nearest.pattern);
  const ofMethod = ofPath.filter((route) => route.method === method);
  if (ofMethod.length === 0) throw methodNotAllowed(method, path, ofPath);
  const route = inVersion(ofMethod, version);
  if (!route) throw versionNotServed(`${method} /v2${nearest.pattern}`, version ?? "", ofMethod);
  return { route, params: nearest.params };
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split("/");
  const given = path.split("/");
  if (expected.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? "";
    if (!segment.startsWith(":")) {
      if (segment !== value) return null;
    } else {
      const decoded = decode(value);
      if (!decoded) return null;
      params[segment.slice(1)] = decoded;
    }
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function inVersion(routes: readonly RestRoute[], version: string | null): RestRoute | undefined {
  if (version !== null) return routes.find(({ versions }) => versions.some((served) => served === version));
  return newestFirst(routes)[0];
}

function methodNotAllowed(method: string, path: string, routes: readonly RestRoute[]): RestError {
  const allowed = new Set<RestMethod | "HEAD" | "OPTIONS">();
  for (const route of routes) {
    allowed.add(route.method);
    if (route.method === "GET") allowed.add("HEAD");
  }
  allowed.add("OPTIONS");
  const list = [...allowed].join(", ");
  return new RestError(
    405,
    `/v2${path} does not answer to ${method}; it answers to ${list}.`,
    { reason: "method_not_allowed" },
    { Allow: list },
  );
}

function versionNotServed(operation: string, version: string, routes: readonly RestRoute[]): RestError {
  const served = [...new Set(routes.flatMap((route) => route.versions))].sort();
  const isKnown = (apiVersions as readonly string[]).includes(version);
  const fault = isKnown
    ? `${operation} is not served in ${apiVersionHeader} ${version}.`
    : `The header ${apiVersionHeader} names a version that does not exist.`;
  return new RestError(404, `${fault} ${servedSentence(operation, served)}`, {
    field: apiVersionHeader,
    reason: isKnown ? "version_not_served" : "version_unknown",
    servedVersions: served,
  });
}

function servedSentence(operation: string, served: readonly ApiVersion[]): string {
  return `${operation} is served in ${inWords(served)}; without the header you get the newest.`;
}
