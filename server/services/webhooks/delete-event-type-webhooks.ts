import { and, eq } from "drizzle-orm";
import { lockHost } from "@/db/queries/host-locks";
import { webhooks } from "@/db/schema/webhooks";
import { eventTypeNotFound } from "@/server/services/event-types/event-type-not-found";
import { findOwnEventTypes } from "@/server/services/event-types/own-event-types";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";

/**
 * Deletes all webhooks of one event type, with their logs; returns how many there were.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for an event type that isn't theirs.
 */
export async function deleteEventTypeWebhooks(
  ctx: ServiceContext,
  { eventTypeId }: { eventTypeId: number },
): Promise<{ deleted: number }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    if ((await findOwnEventTypes(tx, ownerId, eventTypeId)).length === 0) {
      throw eventTypeNotFound({ id: eventTypeId });
    }
    const rows = await tx
      .delete(webhooks)
      .where(and(eq(webhooks.ownerId, ownerId), eq(webhooks.eventTypeId, eventTypeId)))
      .returning({ id: webhooks.id });
    for (const { id } of rows) await writeOwnerAudit(ctx, tx, { ownerId, action: "webhook.deleted", id });
    return { deleted: rows.length };
  });
}
