import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type OpenDatabase, openDatabase } from "../client";

export type TestDatabase = OpenDatabase & { url: string };

/**
 * A database of the caller's own with the current schema and no rows. Make it in `beforeAll` and close it in
 * `afterAll`; closing drops it.
 */
export async function createTestDatabase(options: { maxConnections?: number } = {}): Promise<TestDatabase> {
  const { url: serverUrl, templateName } = inject("testPostgres");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, (sql) => sql`create database ${sql(name)} template ${sql(templateName)}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const opened = openDatabase(url.href, options);
  return {
    ...opened,
    url: url.href,
    close: async () => {
      await opened.close();
      await onServer(serverUrl, (sql) => sql`drop database ${sql(name)} with (force)`);
    },
  };
}

async function onServer(url: string, statement: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await statement(sql);
  } finally {
    await sql.end();
  }
}
