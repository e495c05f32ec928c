import { inArray, lte } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { deliveryGraceMs } from "@/server/domain/webhooks/delivery-state";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";

/**
 * Has the webhooks called again whose deliveries are to be looked at, at most `limit` deliveries: what is to be tried
 * anew, what got lost on the way, and attempts that nobody has answered for. Returns how many webhooks.
 */
export async function lookAfterDeliveries(ctx: ServiceContext, limit: number): Promise<number> {
  return inTransaction(ctx, async ({ tx, emit }) => {
    const now = ctx.clock.now();
    const { id, webhookId, ownerId } = webhookDeliveries;
    const due = await tx
      .select({ id, webhookId, ownerId })
      .from(webhookDeliveries)
      .where(lte(webhookDeliveries.nextLookAt, now))
      .orderBy(webhookDeliveries.nextLookAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return 0;
    await tx
      .update(webhookDeliveries)
      .set({ nextLookAt: new Date(now.getTime() + deliveryGraceMs) })
      .where(
        inArray(
          webhookDeliveries.id,
          due.map((delivery) => delivery.id),
        ),
      );
    const owners = new Map(due.map((delivery) => [delivery.webhookId, delivery.ownerId]));
    for (const [webhook, owner] of owners) {
      emit("webhook/delivery.requested", { webhookId: webhook, ownerId: owner });
    }
    return owners.size;
  });
}
