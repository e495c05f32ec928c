import { and, eq, inArray, lte } from "drizzle-orm";
import { attempts, messages } from "@/db/schema/messages";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { armLocked } from "./arm-messages";
import { followInTime } from "./follow-in-time";
import { markAccepted, markUnanswered } from "./record-outcome";

export type LookAfterReport = {
  armed: number;
  skipped: number;
  unanswered: number;
  /** Messages whose provider is to be asked, each in a step of its own. */
  toLookUp: string[];
};

const statesMovedHere = ["planned", "armed", "retrying", "sending"] as const;
const statesLookedUp = ["reconciling", "accepted"] as const;

/**
 * Looks at the messages whose next look has come, at most `limit` of each kind: arms what is due within the
 * horizon, arms anew what got lost, skips what is no longer of use, has texts followed that couldn't leave in time,
 * and calls attempts unanswered whose lease has run out.
 */
export async function lookAfterMessages(ctx: ServiceContext, limit: number): Promise<LookAfterReport> {
  const moved = await inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const now = ctx.clock.now();
    const due = await tx
      .select()
      .from(messages)
      .where(and(lte(messages.nextLookAt, now), inArray(messages.state, [...statesMovedHere])))
      .orderBy(messages.nextLookAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const waiting = due.filter((message) => message.state !== "sending");
    const late = waiting.filter((message) => message.relevantUntilAt <= now).map((message) => message.id);
    const live: string[] = [];
    for (const message of waiting.filter(({ relevantUntilAt }) => relevantUntilAt > now)) {
      if (!(await followInTime(ctx, unit, message))) live.push(message.id);
    }
    if (late.length > 0) {
      await tx
        .update(messages)
        .set({
          ...{ state: "skipped", reason: "too_late", nextAttemptAt: null },
          ...{ nextLookAt: null, fallbackAt: null, updatedAt: now },
        })
        .where(inArray(messages.id, late));
    }
    const armed = await armLocked(ctx, unit, live);
    let unanswered = 0;
    for (const message of due.filter(({ state }) => state === "sending")) {
      if (await endLease(ctx, unit, message)) unanswered += 1;
    }
    return { armed, skipped: late.length, unanswered };
  });
  const toLookUp = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(lte(messages.nextLookAt, ctx.clock.now()), inArray(messages.state, [...statesLookedUp])))
    .orderBy(messages.nextLookAt)
    .limit(limit);
  return { ...moved, toLookUp: toLookUp.map((message) => message.id) };
}

/** Ends an attempt whose lease has run out; returns whether nobody has answered for it. */
async function endLease(
  ctx: ServiceContext,
  unit: UnitOfWork,
  message: typeof messages.$inferSelect,
): Promise<boolean> {
  const [attempt] = await unit.tx
    .select()
    .from(attempts)
    .where(eq(attempts.id, message.currentAttemptId ?? ""));
  if (!attempt) return false;
  // A callback came although the answer did not.
  const { providerMessageId } = attempt;
  if (providerMessageId) await markAccepted(ctx, unit, message, attempt, providerMessageId);
  else await markUnanswered(ctx, unit.tx, message, attempt, "lease_expired");
  return providerMessageId === null;
}
