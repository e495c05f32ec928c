import type { ISql } from "postgres";
import { gateKeys } from "./flow/gate-keys";
import type { FunctionRegistry, RegisteredFunction } from "./function-registry";
import type { NewEvent } from "./protocol/event-payload";
import { createRuns, type NewRun } from "./store/create-runs";
import type { UlidSource } from "./ulid-source";

/** `target` sends the event to one function, whatever its triggers are. */
export type RoutedEvent = NewEvent & { target?: RegisteredFunction };

/** Stores events and creates a run for each function that they start; a `ts` ahead of the clock delays it. */
export async function routeEvents(
  sql: ISql,
  events: readonly RoutedEvent[],
  context: { registry: FunctionRegistry; ids: UlidSource; now: Date },
): Promise<void> {
  const runs = events.flatMap((event) => {
    const functions = event.target ? [event.target] : context.registry.triggeredBy(event.payload);
    return functions.map((target) => newRun(event, target, context));
  });
  await createRuns(sql, { events, runs, routed: true, now: context.now });
}

function newRun(
  event: RoutedEvent,
  target: RegisteredFunction,
  context: { ids: UlidSource; now: Date },
): NewRun {
  const { payload } = event;
  const keys = target.definition && gateKeys(target.id, target.definition, payload.data);
  return {
    id: context.ids.next(),
    functionId: target.id,
    eventId: event.id,
    key: payload.id,
    dueAt: new Date(Math.max(payload.ts, context.now.getTime())),
    throttleKey: keys?.throttleKey ?? null,
    concurrencyKeys: keys?.concurrencyKeys ?? [],
  };
}
