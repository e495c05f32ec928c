import type { TestDatabase } from "./create-test-database";

/** Resolves once some statement in this database waits for a lock that another transaction holds. */
export async function whenLockIsAwaited({ sql }: TestDatabase): Promise<void> {
  for (;;) {
    const waiting = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
  }
}
