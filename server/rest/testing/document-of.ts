import type { RestRoute } from "../define-route";
import { buildOpenApi } from "../openapi/build-openapi";
import { shapesByOperation } from "../route-versions";
import { v2Routes } from "../v2/v2-routes";

type OpenApiDocument = ReturnType<typeof buildOpenApi>;

const ages = new Map(
  [...shapesByOperation(v2Routes).values()].flatMap((shapes) => shapes.map((route, age) => [route, age])),
);
const documents = new Map<number, OpenApiDocument>();

/** A description of the API in which the operation of a route has that shape alone, whatever others it is served in. */
export function documentOf(route: RestRoute): OpenApiDocument {
  const age = ages.get(route) ?? 0;
  const ofAge = v2Routes.filter((each) => ages.get(each) === age);
  const document = documents.get(age) ?? buildOpenApi(ofAge, "http://punctual.test");
  documents.set(age, document);
  return document;
}
