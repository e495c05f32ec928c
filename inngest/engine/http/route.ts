import type { Exchange } from "./exchange";
import type { Reply } from "./reply";

/** `:name` in a path stands for one segment. */
export type Route = { method: string; path: string; handle(exchange: Exchange): Promise<Reply> };

/** The route for a request, with what stands in the place of its names; undefined when there is none. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { handle: Route["handle"]; parameters: Record<string, string> } | undefined {
  for (const route of routes) {
    const parameters = route.method === method ? matchPath(route.path, pathname) : undefined;
    if (parameters) return { handle: (exchange) => route.handle(exchange), parameters };
  }
  return undefined;
}

function matchPath(path: string, pathname: string): Record<string, string> | undefined {
  const names = path.split("/");
  const segments = pathname.split("/");
  if (names.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const segment = segments[index] ?? "";
    if (name.startsWith(":") && segment) parameters[name.slice(1)] = decode(segment);
    else if (name !== segment) return undefined;
  }
  return parameters;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
