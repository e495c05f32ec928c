import type { TestDatabase } from "./create-test-database";

const patienceMs = 10_000;

/**
 * Resolves once some statement in this database waits for a lock that another transaction holds.
 * @throws Error when none does for ten seconds.
 */
export async function whenLockIsAwaited({ sql }: TestDatabase): Promise<void> {
  const givesUpAt = performance.now() + patienceMs;
  while (performance.now() < givesUpAt) {
    const waiting = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
  }
  throw new Error("No statement waits for a lock.");
}
