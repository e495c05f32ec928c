import { z } from "zod";

/** The largest id that the database has. */
export const maxId = 2_147_483_647;

/** A whole number in a query, where all is text. */
export function queryInteger(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ override: { type: "integer", minimum, maximum, pattern: undefined } });
}

/** An id in a query. */
export const queryIdSchema = queryInteger(1, maxId);
