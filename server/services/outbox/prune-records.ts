import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { idempotentAnswers, outbox } from "@/db/schema/outbox";
import type { ServiceContext } from "@/server/services/service-context";

const millisecondsPerHour = 3_600_000;
const sentEventsKeptMs = 7 * 24 * millisecondsPerHour;
const answersKeptMs = 24 * millisecondsPerHour;

/** Deletes up to `limit` each of sent events older than a week and idempotent answers older than a day. */
export async function pruneRecords(ctx: ServiceContext, limit: number): Promise<void> {
  const now = ctx.clock.now().getTime();
  const oldEvents = ctx.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, "sent"), lte(outbox.sentAt, new Date(now - sentEventsKeptMs))))
    .limit(limit);
  await ctx.db.delete(outbox).where(inArray(outbox.id, oldEvents));
  const oldAnswers = ctx.db
    .select({ row: sql`ctid` })
    .from(idempotentAnswers)
    .where(lte(idempotentAnswers.createdAt, new Date(now - answersKeptMs)))
    .limit(limit);
  await ctx.db.delete(idempotentAnswers).where(inArray(sql`ctid`, oldAnswers));
}
