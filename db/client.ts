import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { preparingClient } from "./preparing-client";

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** The database or a transaction on it: what a query takes when it works in either. */
export type Queryable = Database | Transaction;

export type OpenDatabase = { db: Database; sql: postgres.Sql; close(): Promise<void> };

/** A pool on the database at `url`; it connects on first use. A statement that takes longer than its time is ended. */
export function openDatabase(
  url: string,
  options: { maxConnections?: number; statementTimeoutMs?: number } = {},
): OpenDatabase {
  const sql = postgres(url, {
    max: options.maxConnections ?? 10,
    onnotice: () => undefined,
    ...(options.statementTimeoutMs && { connection: { statement_timeout: options.statementTimeoutMs } }),
  });
  return {
    db: drizzle(preparingClient(sql), { casing: "snake_case" }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  };
}
