import { and, desc, eq, gte, inArray, isNotNull, ne, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { messages } from "@/db/schema/messages";
import type { MessageChannel } from "@/server/domain/workflows/message-state";

export type FailingRecipientRow = {
  recipient: string;
  failureCount: number;
  /** Of the last failure. */
  lastFailedAt: Date;
  lastMessageId: string;
  lastChannel: MessageChannel;
  lastCode: string | null;
};

/**
 * The numbers and addresses of an owner's messages that failed at least `least` times of those due since an instant,
 * and that nothing has reached since; those that failed last first. Failures for the codes that aren't the
 * recipient's fault don't count.
 */
export async function findFailingRecipients(
  db: Queryable,
  query: { ownerId: number; since: Date; least: number; otherFaults: readonly string[]; take: number },
): Promise<{ rows: FailingRecipientRow[]; total: number }> {
  const { ownerId, since, least, otherFaults, take } = query;
  const failed = sql`(${messages.state} in ('failed', 'undelivered')
    and coalesce(${messages.code}, '') not in ${[...otherFaults, "-"]})`;
  const reached = sql`(${messages.state} = 'delivered' or (${messages.state} = 'accepted' and ${messages.channel} = 'email'))`;
  const lastOf = (column: typeof messages.id | typeof messages.code | typeof messages.channel) =>
    sql`(array_agg(${column} order by ${messages.updatedAt} desc) filter (where ${failed}))[1]`;
  const lastFailedAt = sql`max(${messages.updatedAt}) filter (where ${failed})`;
  const rows = await db
    .select({
      recipient: messages.recipient,
      failureCount: sql`count(*) filter (where ${failed})`.mapWith(Number),
      lastFailedAt: lastFailedAt.mapWith(messages.updatedAt),
      lastMessageId: lastOf(messages.id).mapWith(String),
      lastChannel: lastOf(messages.channel).mapWith(messages.channel),
      lastCode: lastOf(messages.code).mapWith(messages.code),
      total: sql`count(*) over ()`.mapWith(Number),
    })
    .from(messages)
    .where(
      and(
        eq(messages.ownerId, ownerId),
        gte(messages.dueAt, since),
        ne(messages.channel, "webhook"),
        // Tests say nothing of whom bookings write to.
        isNotNull(messages.bookingId),
        inArray(messages.state, ["failed", "undelivered", "delivered", "accepted"]),
      ),
    )
    .groupBy(messages.recipient)
    .having(
      sql`count(*) filter (where ${failed}) >= ${least}
        and ${lastFailedAt} > coalesce(max(${messages.updatedAt}) filter (where ${reached}), '-infinity'::timestamptz)`,
    )
    .orderBy(desc(lastFailedAt))
    .limit(take);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
