import type { EngineContext } from "../engine-context";
import type { EventPayload } from "../protocol/event-payload";
import type { RoutedEvent } from "../route-events";

export const invokedEvent = "inngest/function.invoked";

export type EndedRun = {
  runId: string;
  functionId: string;
  event: EventPayload;
  end:
    | { status: "completed"; output: unknown }
    | { status: "failed"; error: unknown }
    | { status: "cancelled" };
};

/**
 * The events that tell of a run's end, as far as a function listens for them. The end of a run that was itself
 * started by such an event is told to nobody, so that listeners can't keep each other going for ever.
 */
export function endEvents(context: EngineContext, run: EndedRun, at: Date): RoutedEvent[] {
  const { registry, ids } = context;
  if (run.event.name.startsWith("inngest/function.") && run.event.name !== invokedEvent) return [];
  const data = {
    function_id: registry.get(run.functionId)?.slug ?? run.functionId,
    run_id: run.runId,
    event: run.event,
    events: [run.event],
    ...outcome(run.end),
  };
  return eventNames(run.end.status)
    .map((name) => ({ id: ids.next(), payload: { id: run.runId, name, data, ts: at.getTime(), user: {} } }))
    .filter(({ payload }) => registry.triggeredBy(payload).length > 0);
}

function outcome(end: EndedRun["end"]): Record<string, unknown> {
  if (end.status === "completed") return { result: end.output };
  return end.status === "failed" ? { error: end.error } : {};
}

function eventNames(status: EndedRun["end"]["status"]): string[] {
  if (status === "failed") return ["inngest/function.finished", "inngest/function.failed"];
  return status === "cancelled"
    ? ["inngest/function.finished", "inngest/function.cancelled"]
    : ["inngest/function.finished"];
}
