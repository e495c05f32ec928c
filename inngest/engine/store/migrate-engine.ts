import type { Sql } from "postgres";
import { migrationLock } from "./locks";
import { migrations } from "./migrations";

/**
 * Brings the schema `engine` to this version's state, one engine at a time.
 * @throws Error when the database was migrated by a newer version
 */
export async function migrateEngine(sql: Sql, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    await tx`create schema if not exists engine`;
    await tx`create table if not exists engine.migrations (name text primary key, applied_at timestamptz not null)`;
    const applied = new Set((await tx`select name from engine.migrations`).map((row) => row.name as string));
    for (const { name, statements } of migrations) {
      if (applied.delete(name)) continue;
      await tx.unsafe(statements);
      await tx`insert into engine.migrations (name, applied_at) values (${name}, ${now})`;
    }
    const [unknown] = applied;
    if (unknown)
      throw new Error(
        `the engine's database has the migration "${unknown}", which this version doesn't know`,
      );
  });
}
