import type { Transaction } from "@/db/client";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { deliveryGraceMs } from "@/server/domain/webhooks/delivery-state";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";

type Columns = typeof webhookDeliveries.$inferInsert;
export type NewDelivery = Pick<
  Columns,
  "webhookId" | "ownerId" | "bookingId" | "trigger" | "body" | "contentType"
> &
  Partial<Pick<Columns, "replayOfId">>;

/**
 * Writes deliveries and the events that have their webhooks called. Without a way to say so, look-after finds them
 * within a minute. What a meeting was told of already is left out.
 */
export async function insertDeliveries(
  ctx: ServiceContext,
  { tx, emit }: { tx: Transaction; emit: UnitOfWork["emit"] | null },
  deliveries: readonly NewDelivery[],
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const now = ctx.clock.now();
  const nextLookAt = emit ? new Date(now.getTime() + deliveryGraceMs) : now;
  const inserted = await tx
    .insert(webhookDeliveries)
    .values(
      deliveries.map((delivery) => ({
        ...delivery,
        id: ctx.random.uuid(),
        nextAttemptAt: now,
        nextLookAt,
        createdAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id });
  for (const { webhookId, ownerId } of new Map(deliveries.map((each) => [each.webhookId, each])).values()) {
    emit?.("webhook/delivery.requested", { webhookId, ownerId });
  }
  return inserted.map(({ id }) => id);
}
