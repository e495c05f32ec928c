import type { Sql } from "postgres";
import type { FunctionRegistry } from "./function-registry";
import type { EventPayload } from "./protocol/event-payload";
import { routeEvents } from "./route-events";
import type { UlidSource } from "./ulid-source";

const batchSize = 500;

/** Routes the events that came before the functions were known. */
export async function routeWaitingEvents(
  sql: Sql,
  context: { registry: FunctionRegistry; ids: UlidSource; now: Date },
): Promise<void> {
  for (;;) {
    const waiting = await sql<{ id: string; payload: EventPayload }[]>`
      select id, payload from engine.events where not routed order by id limit ${batchSize}`;
    if (waiting.length === 0) return;
    await routeEvents(sql, waiting, context);
  }
}
