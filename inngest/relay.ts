import type { Inngest } from "inngest";
import { leaseOutbox, markOutboxSent, returnOutbox } from "@/server/services/outbox/lease-outbox";
import type { ServiceContext } from "@/server/services/service-context";

const batchSize = 200;

/**
 * Sends waiting events to the engine, oldest first, until none is left; with `ids` only those. An event's id is
 * its outbox row's, so that sending one twice triggers once. Returns how many were sent.
 * @throws what the engine's client throws; the events of that batch then wait for the next relay.
 */
export async function relayOutbox(
  inngest: Inngest,
  ctx: ServiceContext,
  ids?: readonly string[],
): Promise<{ sent: number }> {
  let sent = 0;
  for (;;) {
    const events = await leaseOutbox(ctx, { limit: batchSize, ids });
    if (events.length === 0) return { sent };
    const leasedIds = events.map((event) => event.id);
    try {
      await inngest.send(events.map(({ id, name, data }) => ({ id, name, data })));
    } catch (error) {
      await returnOutbox(ctx, leasedIds);
      throw error;
    }
    await markOutboxSent(ctx, leasedIds);
    sent += events.length;
    if (events.length < batchSize) return { sent };
  }
}

/**
 * A hook for commits that sends their events at once, without holding the request up. Commits that come while a
 * send is under way go together in the next one; what cannot be sent, the cron will.
 */
export function relayAfterCommit(inngest: Inngest, ctx: ServiceContext): (ids: readonly string[]) => void {
  const waiting: string[] = [];
  let isSending = false;
  const drain = async () => {
    isSending = true;
    while (waiting.length > 0) {
      const ids = waiting.splice(0, batchSize);
      await relayOutbox(inngest, ctx, ids).catch((error: unknown) => {
        ctx.logger.warn({ err: error }, "events wait for the next relay");
      });
    }
    isSending = false;
  };
  return (ids) => {
    waiting.push(...ids);
    if (!isSending) void drain();
  };
}
