import type { Sql } from "postgres";

const batchSize = 500;

/**
 * Deletes ended runs with their steps and requests, events that no run refers to, and keys and gates that no
 * longer hold anything back. In batches, so that no lock is held for long.
 * @param keptSince runs that ended, and events that came, before this are deleted
 */
export async function deleteExpired(sql: Sql, options: { keptSince: Date; now: Date }): Promise<void> {
  const { keptSince, now } = options;
  await inBatches(
    () => sql`
      delete from engine.runs where id in (
        select id from engine.runs where ended_at < ${keptSince} order by ended_at limit ${batchSize})`,
  );
  await inBatches(
    () => sql`
      delete from engine.events where id in (
        select id from engine.events where received_at < ${keptSince} and routed
          and not exists (select from engine.runs where event_id = events.id)
        order by received_at limit ${batchSize})`,
  );
  await inBatches(
    () => sql`
      delete from engine.run_keys where (function_id, key) in (
        select function_id, key from engine.run_keys where expires_at <= ${now}
        order by expires_at limit ${batchSize})`,
  );
  await sql`
    delete from engine.gates where coalesce(opens_at <= ${now}, true)
      and not exists (select from engine.queue where parked_on = gates.key)`;
}

async function inBatches(remove: () => PromiseLike<{ count: number }>): Promise<void> {
  let removed: number;
  do {
    removed = (await remove()).count;
  } while (removed === batchSize);
}
