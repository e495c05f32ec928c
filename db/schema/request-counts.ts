import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * How many requests a key, an organizer or an address has made in its current window. Unlogged, as the migration says:
 * counting must be cheap, and a crash that forgets counts does no harm.
 */
export const requestCounts = pgTable(
  "request_counts",
  {
    /** What is counted and whose: no address can be read in it. */
    bucket: text().primaryKey(),
    requests: integer().notNull(),
    endsAt: instant().notNull(),
  },
  (table) => [
    index("request_counts_by_end").on(table.endsAt),
    check("request_counts_are_positive", sql`${table.requests} > 0`),
  ],
);
