import { sql } from "drizzle-orm";
import { requestCounts } from "@/db/schema/request-counts";
import type { RequestAllowance } from "@/server/platform/request-allowance";
import type { ServiceContext } from "@/server/services/service-context";

/**
 * Counts a request in a bucket, whose count begins anew `windowSeconds` after its first request. One statement, so that
 * requests at the same moment are all counted, whichever process they reach.
 */
export async function countRequest(
  ctx: Pick<ServiceContext, "db" | "clock">,
  { bucket, limit, windowSeconds }: { bucket: string; limit: number; windowSeconds: number },
): Promise<RequestAllowance> {
  const now = ctx.clock.now();
  const endsAt = new Date(now.getTime() + windowSeconds * 1000);
  const isOver = sql`${requestCounts.endsAt} <= ${now.toISOString()}::timestamptz`;
  const [row] = await ctx.db
    .insert(requestCounts)
    .values({ bucket, requests: 1, endsAt })
    .onConflictDoUpdate({
      target: requestCounts.bucket,
      set: {
        requests: sql`case when ${isOver} then 1 else ${requestCounts.requests} + 1 end`,
        endsAt: sql`case when ${isOver} then excluded.ends_at else ${requestCounts.endsAt} end`,
      },
    })
    .returning({ requests: requestCounts.requests, endsAt: requestCounts.endsAt });
  if (!row) throw new Error("The request was not counted.");
  return {
    limit,
    remaining: Math.max(0, limit - row.requests),
    resetSeconds: Math.max(1, Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000)),
    isExceeded: row.requests > limit,
  };
}
