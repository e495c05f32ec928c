import { and, eq, inArray, lte } from "drizzle-orm";
import { attempts, messages } from "@/db/schema/messages";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { armLocked } from "./arm-messages";
import { markUnanswered } from "./record-outcome";

export type LookAfterReport = {
  armed: number;
  skipped: number;
  unanswered: number;
  /** Messages whose provider is to be asked, each in a step of its own. */
  toLookUp: string[];
};

const statesMovedHere = ["planned", "armed", "retrying", "sending"] as const;
const statesLookedUp = ["reconciling", "accepted", "unconfirmed"] as const;

/**
 * Looks at the messages whose next look has come, at most `limit` of each kind: arms what is due within the
 * horizon, arms anew what got lost, skips what is no longer of use, and calls attempts unanswered whose lease
 * has run out.
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
    const live = waiting.filter((message) => message.relevantUntilAt > now).map((message) => message.id);
    if (late.length > 0) {
      await tx
        .update(messages)
        .set({ state: "skipped", reason: "too_late", nextLookAt: null, nextAttemptAt: null, updatedAt: now })
        .where(inArray(messages.id, late));
    }
    const armed = await armLocked(ctx, unit, live);
    const unanswered = due.filter((message) => message.state === "sending");
    for (const message of unanswered) {
      const [attempt] = await tx
        .select()
        .from(attempts)
        .where(eq(attempts.id, message.currentAttemptId ?? ""));
      if (attempt) await markUnanswered(ctx, tx, message, attempt, "lease_expired");
    }
    return { armed, skipped: late.length, unanswered: unanswered.length };
  });
  const toLookUp = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(and(lte(messages.nextLookAt, ctx.clock.now()), inArray(messages.state, [...statesLookedUp])))
    .orderBy(messages.nextLookAt)
    .limit(limit);
  return { ...moved, toLookUp: toLookUp.map((message) => message.id) };
}
