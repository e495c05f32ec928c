import { z } from "zod";
import { ServiceError } from "@/server/platform/service-error";
import { maxId } from "./v2/query-integer";

/** How it is said that an id is nobody's. */
export type MissingId = { reason: string; message(id: string): string };

const longestInMessage = 100;

function idOf(isId: (text: string) => boolean, { reason, message }: MissingId) {
  return z.string().refine(isId, {
    error: ({ input }) => message(String(input).slice(0, longestInMessage)),
    params: { reason },
  });
}

/** A number in a path. What is no number is missing like one that nobody has. */
export function pathNumber(missing: MissingId) {
  return idOf((text) => /^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= maxId, missing)
    .transform(Number)
    .meta({ override: { type: "integer", minimum: 1, maximum: maxId } });
}

/** A UUID in a path. What is none is missing like one that nobody has. */
export function pathUuid(missing: MissingId) {
  return idOf((text) => z.uuid().safeParse(text).success, missing).meta({ format: "uuid" });
}

/** A uid in a path. What is longer than any is missing like one that nobody has. */
export function pathUid(missing: MissingId) {
  return idOf((text) => text.length <= 100, missing);
}

/**
 * The parameters of a path as the schema reads them.
 * @throws ServiceError NOT_FOUND for an id that can't exist.
 */
export function parsePath<Schema extends z.ZodObject>(
  schema: Schema,
  params: Readonly<Record<string, string>>,
): z.output<Schema> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const reason = issue?.code === "custom" ? issue.params?.reason : undefined;
  throw new ServiceError("NOT_FOUND", issue?.message ?? "", { field: issue?.path.join("."), reason });
}
