import type { EngineContext } from "./engine-context";
import { endEvents, invokedEvent } from "./execution/end-events";
import { gateKeys } from "./flow/gate-keys";
import type { RegisteredFunction } from "./function-registry";
import type { EventPayload } from "./protocol/event-payload";
import { type RoutedEvent, routeEvents } from "./route-events";
import { cancelRun } from "./store/cancel-run";
import { insertRerun } from "./store/insert-rerun";
import { selectEvent } from "./store/select-event";
import { selectRun } from "./store/select-runs";

/** What an operator does by hand: run again, cancel, send again, start. */
export class RunControl {
  constructor(
    private readonly context: EngineContext,
    private readonly wake: () => void,
  ) {}

  /** Starts a new run of the same function with the same event; returns its id, or undefined for an unknown run. */
  async rerun(runId: string): Promise<string | undefined> {
    const { sql, clock, ids, registry } = this.context;
    const run = await selectRun(sql, runId);
    if (!run) return undefined;
    const definition = registry.get(run.functionId)?.definition;
    const keys = definition
      ? gateKeys(run.functionId, definition, run.event.data)
      : { throttleKey: null, concurrencyKeys: [] };
    const id = ids.next();
    const now = clock.now();
    const { functionId, eventId } = run;
    await insertRerun(sql, { id, functionId, eventId, dueAt: now, ...keys }, { of: runId, now });
    this.wake();
    return id;
  }

  /** Ends a run between two requests; false when it is unknown or has ended. */
  async cancel(runId: string): Promise<boolean> {
    const { sql, clock } = this.context;
    const now = clock.now();
    const wasCancelled = await sql.begin(async (tx) => {
      const run = await cancelRun(tx, runId, now);
      if (!run) return false;
      const ended = { ...run, runId: run.id, end: { status: "cancelled" as const } };
      const events = endEvents(this.context, ended, now);
      if (events.length > 0) await routeEvents(tx, events, { ...this.context, now });
      return true;
    });
    this.wake();
    return wasCancelled;
  }

  /** Sends an event again, as a new one; returns the new id, or undefined for an unknown event. */
  async replay(eventId: string): Promise<string | undefined> {
    const { sql, registry } = this.context;
    const event = await selectEvent(sql, eventId);
    if (!event) return undefined;
    const { name, data } = event.payload;
    const hasListeners = registry.triggeredBy(event.payload).length > 0;
    const targets = hasListeners ? [undefined] : event.functionIds.flatMap((id) => registry.get(id) ?? []);
    return this.#send(targets.map((target) => ({ name, data, target })));
  }

  /** Starts a function with the data, whatever its triggers are; returns the id of the event that does it. */
  async invoke(idOrSlug: string, data: Record<string, unknown>): Promise<string | undefined> {
    const target = this.context.registry.findServed(idOrSlug);
    return target && this.#send([{ name: invokedEvent, data, target }]);
  }

  async #send(
    sent: readonly (Pick<EventPayload, "name" | "data"> & { target: RegisteredFunction | undefined })[],
  ): Promise<string | undefined> {
    const { sql, clock, ids } = this.context;
    const now = clock.now();
    const events = sent.map(({ name, data, target }): RoutedEvent => {
      const id = ids.next();
      return { id, target, payload: { id, name, data, ts: now.getTime(), user: {} } };
    });
    await routeEvents(sql, events, { ...this.context, now });
    this.wake();
    return events[0]?.id;
  }
}
