import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/schema.ts";

export type Database = PostgresJsDatabase<typeof schema>;
/** The database, or a transaction on it: what a query takes when it works in either. */
export type Queryable = Database | Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type OpenDatabase = { db: Database; sql: postgres.Sql; close(): Promise<void> };

/** A pool on the database at `url`; it connects on first use. */
export function openDatabase(url: string, options: { maxConnections?: number } = {}): OpenDatabase {
  const sql = postgres(url, { max: options.maxConnections ?? 10, onnotice: () => undefined });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
