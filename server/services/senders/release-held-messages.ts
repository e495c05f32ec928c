import { inArray } from "drizzle-orm";
import { findSenders, lockFirstHeldBy, lockHeldByOthers } from "@/db/queries/sender-queries";
import { messages } from "@/db/schema/messages";
import { inTransaction } from "@/server/services/in-transaction";
import { armLocked } from "@/server/services/messages/arm-messages";
import type { ServiceContext } from "@/server/services/service-context";
import { configuredSenders } from "./configured-senders";

export type ReleaseReport = { released: number; skipped: number; hasMore: boolean };

/**
 * Takes up, at most `limit`, the messages that wait for a sender which works again or isn't configured any more: they
 * are due now, the earliest first, and those whose moment has gone are skipped. A sender on probation gets one of its
 * messages to try.
 */
export async function releaseHeldMessages(ctx: ServiceContext, limit: number): Promise<ReleaseReport> {
  const configured = configuredSenders(ctx.providers).map(({ id }) => id);
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const now = ctx.clock.now();
    const known = await findSenders(tx, configured);
    const stopped = known.filter(({ state }) => state !== "working");
    const held = await lockHeldByOthers(
      tx,
      stopped.map(({ id }) => id),
      limit,
    );
    const late = held.filter(({ relevantUntilAt }) => relevantUntilAt <= now).map(({ id }) => id);
    const live = held.filter(({ relevantUntilAt }) => relevantUntilAt > now).map(({ id }) => id);
    if (late.length > 0) {
      await tx
        .update(messages)
        .set({
          state: "skipped",
          reason: "too_late",
          nextLookAt: null,
          nextAttemptAt: null,
          fallbackAt: null,
          updatedAt: now,
        })
        .where(inArray(messages.id, late));
    }
    for (const { id, state, probeExpiresAt } of stopped) {
      if (state !== "probing" || (probeExpiresAt !== null && probeExpiresAt > now)) continue;
      const first = await lockFirstHeldBy(tx, id, now);
      if (first) live.push(first.id);
    }
    const released = await armLocked(ctx, unit, live);
    return { released, skipped: late.length, hasMore: held.length === limit };
  });
}
