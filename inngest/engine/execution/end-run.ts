import type { EngineContext } from "../engine-context";
import { type RoutedEvent, routeEvents } from "../route-events";
import type { Claim } from "../store/claim-runs";
import { type RunEnd, recordEnd } from "../store/record-transition";
import type { AttemptRecord } from "./transition";

/**
 * Ends a claimed run; the functions that listen for the end of others are started in the same transaction.
 * @returns false when the lease was lost: nothing is changed, then
 */
export async function endRun(
  context: EngineContext,
  claim: Claim,
  end: RunEnd,
  record: AttemptRecord,
): Promise<boolean> {
  const { sql, registry, ids } = context;
  const events = endEvents(context, claim, end, record.endedAt).filter(
    ({ payload }) => registry.triggeredBy(payload).length > 0,
  );
  if (events.length === 0) return recordEnd(sql, claim, end, record);
  return await sql.begin(async (tx) => {
    const held = await recordEnd(tx, claim, end, record);
    if (held) await routeEvents(tx, events, { registry, ids, now: record.endedAt });
    return held;
  });
}

function endEvents({ registry, ids }: EngineContext, claim: Claim, end: RunEnd, at: Date): RoutedEvent[] {
  const functionId = registry.get(claim.functionId)?.slug ?? claim.functionId;
  const common = { function_id: functionId, run_id: claim.runId, event: claim.event, events: [claim.event] };
  const outcome = end.status === "failed" ? { error: end.error } : { result: end.output };
  const event = (name: string, data: Record<string, unknown>): RoutedEvent => ({
    id: ids.next(),
    payload: { id: claim.runId, name, data, ts: at.getTime(), user: {} },
  });
  const finished = event("inngest/function.finished", { ...common, ...outcome });
  return end.status === "failed"
    ? [finished, event("inngest/function.failed", { ...common, ...outcome })]
    : [finished];
}
