import type { ISql } from "postgres";
import type { NewEvent } from "../protocol/event-payload";

export const runKeyHours = 24;

/** A run to create; with a key it is created once per function and key within 24 hours. */
export type NewRun = {
  id: string;
  functionId: string;
  eventId: string;
  key: string;
  dueAt: Date;
  throttleKey: string | null;
  concurrencyKeys: string[];
};

/**
 * Stores events and creates the runs that they start, in one statement. An event that is already stored starts
 * nothing, unless it was waiting to be routed.
 * @param routed false keeps the events for later: no functions are known yet
 */
export async function createRuns(
  sql: ISql,
  input: { events: readonly NewEvent[]; runs: readonly NewRun[]; routed: boolean; now: Date },
): Promise<void> {
  const { events, now } = input;
  const runs = firstPerKey(input.runs);
  const keysExpireAt = new Date(now.getTime() + runKeyHours * 3_600_000);
  await sql`
    with given_events as (
      select * from unnest(
        ${events.map(({ id }) => id)}::text[],
        ${events.map(({ payload }) => payload.name)}::text[],
        ${events.map(({ payload }) => JSON.stringify(payload))}::text[]
      ) as given (id, name, payload)
    ), new_events as (
      insert into engine.events as known (id, name, payload, received_at, routed)
      select id, name, payload::json, ${now}, ${input.routed} from given_events
      on conflict (id) do update set routed = true where excluded.routed and not known.routed
      returning id
    ), given_runs as (
      select * from unnest(
        ${runs.map(({ id }) => id)}::text[],
        ${runs.map(({ functionId }) => functionId)}::uuid[],
        ${runs.map(({ eventId }) => eventId)}::text[],
        ${runs.map(({ key }) => key)}::text[],
        ${runs.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
        ${runs.map(({ throttleKey }) => throttleKey)}::text[],
        ${runs.map(({ concurrencyKeys }) => concurrencyKeys[0] ?? null)}::text[],
        ${runs.map(({ concurrencyKeys }) => concurrencyKeys[1] ?? null)}::text[]
      ) as given (id, function_id, event_id, key, due_at, throttle_key, concurrency_key, second_concurrency_key)
    ), new_keys as (
      insert into engine.run_keys as known (function_id, key, run_id, expires_at)
      select function_id, key, id, ${keysExpireAt} from given_runs
      where event_id in (select id from new_events)
      order by function_id, key
      on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
        where known.expires_at <= ${now}
      returning run_id
    ), new_runs as (
      insert into engine.runs (id, function_id, event_id, status, created_at)
      select id, function_id, event_id, 'waiting', ${now} from given_runs
      where id in (select run_id from new_keys)
      returning id
    )
    insert into engine.queue (run_id, function_id, due_at, throttle_key, concurrency_keys)
    select id, function_id, due_at, throttle_key,
      array_remove(array[concurrency_key, second_concurrency_key], null)
    from given_runs where id in (select id from new_runs)`;
}

function firstPerKey(runs: readonly NewRun[]): NewRun[] {
  const first = new Map<string, NewRun>();
  for (const run of runs) {
    const key = `${run.functionId} ${run.key}`;
    if (!first.has(key)) first.set(key, run);
  }
  return [...first.values()];
}
