import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Database } from "@/db/client";

export type Statement = { text: string; values: unknown[] };

const aroundTransactions = /^\s*(begin|commit|rollback|savepoint|release)\b/i;

/** What `use` returns, and the statements that it ran on the database, but for those that only span transactions. */
export async function recordStatements<Result>(
  databaseUrl: string,
  use: (db: Database) => Promise<Result>,
): Promise<{ result: Result; statements: Statement[] }> {
  const statements: Statement[] = [];
  const sql = postgres(databaseUrl, {
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    debug: (_, text, values) => statements.push({ text, values }),
  });
  try {
    const result = await use(drizzle(sql, { casing: "snake_case" }));
    return { result, statements: statements.filter(({ text }) => !aroundTransactions.test(text)) };
  } finally {
    await sql.end();
  }
}
