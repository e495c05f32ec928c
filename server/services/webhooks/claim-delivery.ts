import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { webhookAttempts, webhookDeliveries, webhooks } from "@/db/schema/webhooks";
import { deliveryLeaseMs, openDeliveryStates } from "@/server/domain/webhooks/delivery-state";
import type { WebhookCall } from "@/server/providers/webhook/port";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import type { WebhookRow } from "./require-webhook";
import { secretPurpose } from "./secret-purpose";

type Delivery = typeof webhookDeliveries.$inferSelect;

/** What is to be delivered; null where its signature can't be made any more. */
export type ClaimedDelivery = { deliveryId: string; attemptId: string; call: WebhookCall | null };

/**
 * Takes the first open delivery of a webhook for one attempt, if it is due and nobody has it; the attempt is on record
 * before anything leaves. An attempt whose lease has run out is taken for one that failed: the same delivery may
 * arrive twice, by the same id.
 */
export async function claimDelivery(ctx: ServiceContext, webhookId: string): Promise<ClaimedDelivery | null> {
  return inTransaction(ctx, async ({ tx }) => {
    const [webhook] = await tx.select().from(webhooks).where(eq(webhooks.id, webhookId)).for("no key update");
    if (!webhook?.active) return null;
    const [delivery] = await tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.webhookId, webhookId),
          inArray(webhookDeliveries.state, [...openDeliveryStates]),
        ),
      )
      .orderBy(asc(webhookDeliveries.position))
      .limit(1)
      .for("update");
    const now = ctx.clock.now();
    if (!delivery) return null;
    if (delivery.leaseExpiresAt !== null && delivery.leaseExpiresAt > now) return null;
    if (delivery.state === "sending") await endLostAttempt(tx, delivery, now);
    else if (delivery.nextAttemptAt > now) return null;
    const attemptId = await startAttempt(ctx, tx, delivery);
    return { deliveryId: delivery.id, attemptId, call: callOf(ctx, webhook, delivery, attemptId) };
  });
}

async function endLostAttempt(tx: Transaction, delivery: Delivery, now: Date): Promise<void> {
  await tx
    .update(webhookAttempts)
    .set({ code: "lease_expired", endedAt: now })
    .where(eq(webhookAttempts.id, delivery.currentAttemptId ?? ""));
  await tx
    .update(webhookDeliveries)
    .set({ state: "waiting", leaseExpiresAt: null })
    .where(eq(webhookDeliveries.id, delivery.id));
}

async function startAttempt(ctx: ServiceContext, tx: Transaction, delivery: Delivery): Promise<string> {
  const now = ctx.clock.now();
  const attemptId = ctx.random.uuid();
  const number = delivery.attemptCount + 1;
  const leaseExpiresAt = new Date(now.getTime() + deliveryLeaseMs);
  await tx.insert(webhookAttempts).values({ id: attemptId, deliveryId: delivery.id, number, startedAt: now });
  await tx
    .update(webhookDeliveries)
    .set({
      state: "sending",
      attemptCount: number,
      currentAttemptId: attemptId,
      leaseExpiresAt,
      nextLookAt: leaseExpiresAt,
    })
    .where(eq(webhookDeliveries.id, delivery.id));
  return attemptId;
}

function callOf(
  ctx: ServiceContext,
  { ownerId, sealedSecret, subscriberUrl: url }: WebhookRow,
  { id: deliveryId, body, contentType }: Delivery,
  attemptId: string,
): WebhookCall | null {
  const secret = sealedSecret && ctx.secrets.open(sealedSecret, secretPurpose(ownerId));
  if (sealedSecret !== null && secret === null) return null;
  return { url, body, contentType, secret, deliveryId, attemptId, requestId: ctx.requestId };
}
