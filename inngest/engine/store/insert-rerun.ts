import type { ISql } from "postgres";
import type { NewRun } from "./create-runs";

/** Creates one more run of an event that has run before, whatever the keys of the last 24 hours say. */
export async function insertRerun(
  sql: ISql,
  run: Omit<NewRun, "key">,
  rerun: { of: string; now: Date },
): Promise<void> {
  await sql`
    with new_run as (
      insert into engine.runs (id, function_id, event_id, rerun_of, status, created_at)
      values (${run.id}, ${run.functionId}, ${run.eventId}, ${rerun.of}, 'waiting', ${rerun.now})
      returning id, function_id
    )
    insert into engine.queue (run_id, function_id, due_at, throttle_key, concurrency_keys)
    select id, function_id, ${run.dueAt}::timestamptz, ${run.throttleKey}::text, ${run.concurrencyKeys}::text[]
    from new_run`;
}
