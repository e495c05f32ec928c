import { z } from "zod";
import { type RunFilter, runStatuses } from "../store/select-runs";
import { HttpRefusal } from "./exchange";

const runsPerPage = 50;
const mostRunsPerPage = 1_000;

const querySchema = z.object({
  status: z.enum(runStatuses).optional(),
  function: z.string().optional(),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(mostRunsPerPage).default(runsPerPage),
});

/**
 * Which runs a query asks for.
 * @throws HttpRefusal when it can't be read
 */
export function runFilterOf(query: URLSearchParams): RunFilter {
  const given = [...query].filter(([, value]) => value !== "");
  const parsed = querySchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HttpRefusal(400, `${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { function: functionSlug, ...filter } = parsed.data;
  return { ...filter, functionSlug };
}
