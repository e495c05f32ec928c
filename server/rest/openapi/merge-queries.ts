import { z } from "zod";
import type { RestRoute } from "../define-route";
import { versionsInWords } from "../route-versions";

/**
 * The parameters that any shape of an operation takes in its query, or none. Where there are several shapes, each says in
 * which versions it is known, and is required where it is in all of them.
 */
export function mergeQueries(shapes: readonly RestRoute[]): z.ZodObject | undefined {
  const [only] = shapes;
  if (shapes.length === 1) return only?.query;
  const names = new Set(shapes.flatMap(({ query }) => Object.keys(query?.shape ?? {})));
  if (names.size === 0) return undefined;
  return z.object(Object.fromEntries([...names].map((name) => [name, mergedParameter(name, shapes)])));
}

function mergedParameter(name: string, shapes: readonly RestRoute[]): z.ZodType {
  const takers = shapes.flatMap(({ query, versions }) => {
    const schema = query?.shape[name] as z.ZodType | undefined;
    return schema ? [{ schema, versions }] : [];
  });
  const description = takers
    .map(({ schema, versions }) => `In ${versionsInWords({ versions })}. ${schema.meta()?.description ?? ""}`)
    .join(" ");
  const schemas = takers.map(({ schema }) => schema);
  const merged = schemas.length === 1 ? (schemas[0] as z.ZodType) : z.union(schemas);
  const isRequired = takers.length === shapes.length && !merged.safeParse(undefined).success;
  return (isRequired ? merged : merged.optional()).meta({ description: description.trim() });
}
