import type { EngineContext } from "../engine-context";
import { routeEvents } from "../route-events";
import type { Claim } from "../store/claim-runs";
import { type RunEnd, recordEnd } from "../store/record-transition";
import { endEvents } from "./end-events";
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
  const events = endEvents(context, { ...claim, end }, record.endedAt);
  if (events.length === 0) return recordEnd(sql, claim, end, record);
  return await sql.begin(async (tx) => {
    const held = await recordEnd(tx, claim, end, record);
    if (held) await routeEvents(tx, events, { registry, ids, now: record.endedAt });
    return held;
  });
}
