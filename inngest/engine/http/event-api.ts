import type { EngineContext } from "../engine-context";
import { EventRefused, type NewEvent, parseEvents } from "../protocol/event-payload";
import { isSameSecret } from "../protocol/signature";
import { routeEvents } from "../route-events";
import { routeWaitingEvents } from "../route-waiting-events";
import { createRuns } from "../store/create-runs";
import { type Exchange, HttpRefusal, parseJson } from "./exchange";
import { jsonReply, type Reply } from "./reply";

const largestBodyBytes = 16 * 1024 * 1024;

/** `POST /e/:key`: stores events and starts what they trigger, before it answers. */
export async function receiveEvents(
  exchange: Exchange,
  context: EngineContext,
  engine: { app: { readonly wasSynced: boolean }; wake(): void },
): Promise<Reply> {
  if (!isSameSecret(exchange.parameters.key ?? "", context.eventKey)) {
    return refusedReply(401, "the event key isn't this engine's");
  }
  try {
    const events = parseEvents(parseJson(await exchange.text(largestBodyBytes)), {
      seed: exchange.header("x-inngest-event-id-seed"),
      now: context.clock.now(),
      newId: () => context.ids.next(),
    });
    await storeEvents(events, context, engine.app);
    engine.wake();
    return jsonReply(200, { ids: events.map(({ id }) => id), status: 200 });
  } catch (error) {
    if (error instanceof EventRefused || error instanceof HttpRefusal)
      return refusedReply(error.status, error.message);
    throw error;
  }
}

/** Until the app is synced nobody knows which functions an event starts, so it waits. */
async function storeEvents(
  events: NewEvent[],
  context: EngineContext,
  app: { readonly wasSynced: boolean },
): Promise<void> {
  const now = context.clock.now();
  if (app.wasSynced) return routeEvents(context.sql, events, { ...context, now });
  await createRuns(context.sql, { events, runs: [], routed: false, now });
  // The sync may have ended, and routed what waited, just before these were stored.
  if (app.wasSynced) await routeWaitingEvents(context.sql, { ...context, now });
}

function refusedReply(status: number, error: string): Reply {
  return jsonReply(status, { ids: [], status, error });
}
