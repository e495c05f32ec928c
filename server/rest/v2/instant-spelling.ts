import { z } from "zod";

const explanation = "must be an ISO 8601 date and time, such as 2026-11-24T09:00:00Z";

/** An instant as callers write it; without an offset it is UTC. Comes out with `Z` or its offset. */
export const instantSpellingSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : explanation) })
  .pipe(z.iso.datetime({ offset: true, local: true, error: explanation }))
  .transform(withOffset)
  .meta({
    description: "An ISO 8601 date and time; without an offset it is UTC.",
    examples: ["2026-12-01T10:00:00Z"],
  });

/** The same text with the offset of UTC where it has none. */
export function withOffset(spelling: string): string {
  return /(?:Z|[+-]\d{2}:\d{2})$/.test(spelling) ? spelling : `${spelling}Z`;
}
