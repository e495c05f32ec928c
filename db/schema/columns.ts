import { sql } from "drizzle-orm";
import { type AnyPgColumn, timestamp } from "drizzle-orm/pg-core";

/** An instant, stored as UTC with microseconds and read as a Date. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });

/** For checks: the column holds one of the values of a closed set, or null. */
export const oneOf = (column: AnyPgColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;
