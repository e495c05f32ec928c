import type { ApiVersion } from "./api-version";
import type { RestRoute } from "./define-route";

/** The newest version that a shape is served in. */
export function newestVersion({ versions }: Pick<RestRoute, "versions">): ApiVersion {
  const [newest] = versions.toSorted((a, b) => b.localeCompare(a));
  if (newest === undefined) throw new Error("A route is served in no version.");
  return newest;
}

/** The shapes that each operation has, the newest first; the operation is named by its method and pattern. */
export function shapesByOperation(routes: readonly RestRoute[]): Map<string, RestRoute[]> {
  const shapes = new Map<string, RestRoute[]>();
  for (const route of routes) {
    const name = `${route.method} ${route.pattern}`;
    shapes.set(name, [...(shapes.get(name) ?? []), route]);
  }
  for (const [name, ofOne] of shapes) shapes.set(name, newestFirst(ofOne));
  return shapes;
}

/** The same routes, the newest shape first. */
export function newestFirst(routes: readonly RestRoute[]): RestRoute[] {
  return routes.toSorted((a, b) => newestVersion(b).localeCompare(newestVersion(a)));
}

/** Several things as a sentence has them. */
export const inWords = (names: readonly string[]): string => new Intl.ListFormat("en").format(names);

/** The versions of a shape as prose has them. */
export function versionsInWords({ versions }: Pick<RestRoute, "versions">): string {
  return inWords(versions.toSorted().map((version) => `\`${version}\``));
}
