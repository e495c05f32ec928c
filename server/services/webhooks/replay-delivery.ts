import { and, eq } from "drizzle-orm";
import { webhookDeliveries, webhooks } from "@/db/schema/webhooks";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { insertDeliveries } from "./insert-deliveries";

/**
 * Delivers again what has ended, with the body that it had: a delivery of its own, behind those that wait.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a delivery that isn't theirs;
 * CONFLICT for one that is still open, and for a webhook that is off.
 */
export async function replayDelivery(ctx: ServiceContext, { id }: { id: string }): Promise<{ id: string }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async (unit) => {
    const [found] = await unit.tx
      .select({ delivery: webhookDeliveries, active: webhooks.active })
      .from(webhookDeliveries)
      .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
      .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.ownerId, ownerId)));
    if (!found) {
      throw new ServiceError("NOT_FOUND", `Delivery (${id}) not found`, {
        field: "id",
        reason: "delivery_not_found",
      });
    }
    if (found.delivery.endedAt === null) {
      throw new ServiceError("CONFLICT", "It is still on its way; wait for what becomes of it.", {
        reason: "not_ended",
      });
    }
    if (!found.active) {
      throw new ServiceError("CONFLICT", "The webhook is off. Switch it on first.", {
        reason: "webhook_off",
      });
    }
    const { webhookId, bookingId, trigger, body, contentType } = found.delivery;
    const [replayId] = await insertDeliveries(ctx, unit, [
      { webhookId, ownerId, bookingId, trigger, body, contentType, replayOfId: id },
    ]);
    if (!replayId) throw new Error("The delivery was not inserted.");
    return { id: replayId };
  });
}
