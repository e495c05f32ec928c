import type { ISql } from "postgres";
import type { EventPayload } from "../protocol/event-payload";

export type CancelledRun = { id: string; functionId: string; event: EventPayload };

/**
 * Ends a run before its next request; the answer to one that is under way will be discarded.
 * @returns undefined when there is no such run, or it has ended already
 */
export async function cancelRun(sql: ISql, id: string, now: Date): Promise<CancelledRun | undefined> {
  const [cancelled] = await sql<CancelledRun[]>`
    with taken as (delete from engine.queue where run_id = ${id} returning run_id)
    update engine.runs set status = 'cancelled', ended_at = ${now}
    from taken, engine.events where runs.id = taken.run_id and events.id = runs.event_id
    returning runs.id, runs.function_id as "functionId", events.payload as event`;
  return cancelled;
}
