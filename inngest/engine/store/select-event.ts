import type { ISql } from "postgres";
import type { EventPayload } from "../protocol/event-payload";

/** An event, and the functions that it has started. */
export type EventDetail = { id: string; payload: EventPayload; functionIds: string[] };

export async function selectEvent(sql: ISql, id: string): Promise<EventDetail | undefined> {
  const [event] = await sql<EventDetail[]>`
    select id, payload,
      array(select distinct function_id from engine.runs where event_id = events.id) as "functionIds"
    from engine.events where id = ${id}`;
  return event;
}
