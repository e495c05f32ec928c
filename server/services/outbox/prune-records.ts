import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { occupancies, seats } from "@/db/schema/bookings";
import { idempotentAnswers, outbox } from "@/db/schema/outbox";
import { requestCounts } from "@/db/schema/request-counts";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { ServiceContext } from "@/server/services/service-context";

const millisecondsPerHour = 3_600_000;
const sentEventsKeptMs = 7 * 24 * millisecondsPerHour;
const answersKeptMs = 24 * millisecondsPerHour;
const deliveriesKeptMs = 30 * 24 * millisecondsPerHour;
const lapsedHoldsKeptMs = millisecondsPerHour;

/**
 * Deletes up to `limit` each of sent events older than a week, idempotent answers older than a day, counts of requests
 * that are over, deliveries to webhooks that ended a month ago, and holds that expired an hour ago; those that expired
 * since stand in nobody's way either.
 */
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
  const oldCounts = ctx.db
    .select({ bucket: requestCounts.bucket })
    .from(requestCounts)
    .where(lte(requestCounts.endsAt, new Date(now)))
    .limit(limit);
  await ctx.db.delete(requestCounts).where(inArray(requestCounts.bucket, oldCounts));
  const oldDeliveries = ctx.db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(lte(webhookDeliveries.endedAt, new Date(now - deliveriesKeptMs)))
    .limit(limit);
  await ctx.db.delete(webhookDeliveries).where(inArray(webhookDeliveries.id, oldDeliveries));
  await pruneHolds(ctx, new Date(now - lapsedHoldsKeptMs), limit);
}

async function pruneHolds(ctx: ServiceContext, lapsedBefore: Date, limit: number): Promise<void> {
  const times = ctx.db
    .select({ id: occupancies.id })
    .from(occupancies)
    .where(and(eq(occupancies.kind, "hold"), lte(occupancies.expiresAt, lapsedBefore)))
    .limit(limit);
  await ctx.db.delete(occupancies).where(inArray(occupancies.id, times));
  const places = ctx.db
    .select({ id: seats.id })
    .from(seats)
    .where(and(isNull(seats.bookingId), lte(seats.expiresAt, lapsedBefore)))
    .limit(limit);
  await ctx.db.delete(seats).where(inArray(seats.id, places));
}
