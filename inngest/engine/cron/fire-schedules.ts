import type { EngineContext } from "../engine-context";
import { type RoutedEvent, routeEvents } from "../route-events";
import { derivedUlid } from "../ulid-source";

/**
 * Starts the functions whose schedules had a tick in (after, now]; of several ticks, the last one only. Every
 * engine derives the same event for a tick, so that it starts one run.
 * @returns how many ticks there were
 */
export async function fireSchedules(context: EngineContext, after: Date, now: Date): Promise<number> {
  const { registry, ids, sql } = context;
  const events = registry.schedules.flatMap(({ functionId, slug, schedule }): RoutedEvent[] => {
    const tickAt = schedule.lastWithin(after, now);
    const target = registry.get(functionId);
    if (!tickAt || !target) return [];
    const id = derivedUlid(tickAt, `${slug} ${schedule.expression}`);
    const data = { cron: schedule.expression };
    return [
      { id, target, payload: { id, name: "inngest/scheduled.timer", data, ts: tickAt.getTime(), user: {} } },
    ];
  });
  if (events.length > 0) await routeEvents(sql, events, { registry, ids, now });
  return events.length;
}

/** The first tick after an instant, of any schedule; null when there is none. */
export function nextTickAt(context: Pick<EngineContext, "registry">, after: Date): Date | null {
  const ticks = context.registry.schedules.flatMap(({ schedule }) => schedule.nextAfter(after) ?? []);
  return ticks.reduce<Date | null>((first, tick) => (first && first <= tick ? first : tick), null);
}
