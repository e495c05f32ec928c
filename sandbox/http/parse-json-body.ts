import type { z } from "zod";
import { RequestFault } from "./http-answer";

/**
 * The JSON body as the schema describes it; an empty body counts as `{}`.
 * @throws RequestFault 400 that names each field at fault.
 */
export function parseJsonBody<Output>(body: Buffer, schema: z.ZodType<Output>): Output {
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
  } catch {
    throw new RequestFault(400, "The body is not JSON.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new RequestFault(400, faults.join("; "));
}
