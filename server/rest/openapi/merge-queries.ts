import { z } from "zod";
import type { RestRoute } from "../define-route";
import { versionsInWords } from "../route-versions";

/**
 * The parameters that any shape of an operation takes in its query, or none; the newest shape comes first. What an older
 * one takes says so, and is required where all of them require it.
 */
export function mergeQueries(shapes: readonly RestRoute[]): z.ZodObject | undefined {
  const [newest] = shapes;
  if (shapes.length === 1) return newest?.query;
  const names = new Set(shapes.flatMap(({ query }) => Object.keys(query?.shape ?? {})));
  if (names.size === 0) return undefined;
  return z.object(Object.fromEntries([...names].map((name) => [name, mergedParameter(name, shapes)])));
}

function mergedParameter(name: string, shapes: readonly RestRoute[]): z.ZodType {
  const [newest] = shapes;
  const takers = shapes.flatMap((shape) => {
    const schema = shape.query?.shape[name] as z.ZodType | undefined;
    return schema ? [{ shape, schema }] : [];
  });
  const sentences = takers.map(({ shape, schema }) => {
    const where = shape === newest ? "" : `In ${versionsInWords(shape)}.`;
    return [where, schema.meta()?.description].filter(Boolean).join(" ");
  });
  const schemas = takers.map(({ schema }) => schema);
  const merged = schemas.length === 1 ? (schemas[0] as z.ZodType) : z.union(schemas);
  const isRequired = takers.length === shapes.length && !merged.safeParse(undefined).success;
  const description = sentences.filter(Boolean).join(" ");
  return (isRequired ? merged : merged.optional()).meta(description ? { description } : {});
}
