import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { openDeliveryStates } from "@/server/domain/webhooks/delivery-state";

/** Ends the deliveries of a webhook that are open; one that is under way is not repeated either. */
export async function cancelDeliveries(tx: Transaction, webhookId: string, now: Date): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ state: "cancelled", leaseExpiresAt: null, nextLookAt: null, endedAt: now })
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        inArray(webhookDeliveries.state, [...openDeliveryStates]),
      ),
    );
}
