import type { RestRoute } from "../define-route";
import { newestVersion, shapesByOperation } from "../route-versions";

/** The routes by what they are: an operation by its method and pattern, an older shape of it by its version besides. */
export function namedOperations(routes: readonly RestRoute[]): Map<string, RestRoute> {
  const named = new Map<string, RestRoute>();
  for (const [operation, shapes] of shapesByOperation(routes)) {
    for (const [age, route] of shapes.entries()) {
      named.set(age === 0 ? operation : `${operation} in ${newestVersion(route)}`, route);
    }
  }
  return named;
}
