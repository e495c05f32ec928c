import { and, asc, eq, inArray, lte, ne, or, sql } from "drizzle-orm";
import { outbox } from "@/db/schema/outbox";
import type { ServiceContext } from "@/server/services/service-context";

export type LeasedEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  createdAt: Date;
};

/** Longer than a send may take, so that a second relay takes over only from a dead one. */
export const outboxLeaseMs = 15_000;

/**
 * Leases up to `limit` events that wait to be sent, oldest first; with `ids` only those. Events whose lease ran
 * out are among them: sending one twice is harmless, since the engine knows events by their id.
 */
export async function leaseOutbox(
  ctx: ServiceContext,
  options: { limit: number; ids?: readonly string[] },
): Promise<LeasedEvent[]> {
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const free = await tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          or(eq(outbox.state, "waiting"), and(eq(outbox.state, "leased"), lte(outbox.leaseExpiresAt, now))),
          options.ids ? inArray(outbox.id, [...options.ids]) : undefined,
        ),
      )
      .orderBy(asc(outbox.createdAt))
      .limit(options.limit)
      .for("update", { skipLocked: true });
    if (free.length === 0) return [];
    const leased = await tx
      .update(outbox)
      .set({
        state: "leased",
        leaseExpiresAt: new Date(now.getTime() + outboxLeaseMs),
        sendCount: sql`${outbox.sendCount} + 1`,
      })
      .where(
        inArray(
          outbox.id,
          free.map((row) => row.id),
        ),
      )
      .returning({ id: outbox.id, name: outbox.name, data: outbox.data, createdAt: outbox.createdAt });
    return leased.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  });
}

/** Marks leased events as sent. */
export async function markOutboxSent(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .update(outbox)
    .set({ state: "sent", sentAt: ctx.clock.now(), leaseExpiresAt: null })
    .where(and(inArray(outbox.id, [...ids]), eq(outbox.state, "leased")));
}

/** Gives leased events back that could not be sent. */
export async function returnOutbox(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .update(outbox)
    .set({ state: "waiting", leaseExpiresAt: null })
    .where(and(inArray(outbox.id, [...ids]), eq(outbox.state, "leased")));
}

/** How long the oldest unsent event has waited, in seconds; null when none waits. */
export async function oldestUnsentSeconds(ctx: ServiceContext): Promise<number | null> {
  const [oldest] = await ctx.db
    .select({ createdAt: outbox.createdAt })
    .from(outbox)
    .where(ne(outbox.state, "sent"))
    .orderBy(asc(outbox.createdAt))
    .limit(1);
  return oldest ? Math.max(0, (ctx.clock.now().getTime() - oldest.createdAt.getTime()) / 1000) : null;
}
