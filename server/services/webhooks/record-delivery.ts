import { and, count, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { webhookAttempts, webhookDeliveries, webhooks } from "@/db/schema/webhooks";
import {
  deliveryRetryDelayMs,
  failingTooLongMs,
  openDeliveryStates,
} from "@/server/domain/webhooks/delivery-state";
import type { SendOutcome } from "@/server/providers/sms/port";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { cancelDeliveries } from "./cancel-deliveries";
import type { WebhookRow } from "./require-webhook";

export type RecordedDelivery =
  | { kind: "delivered" | "superseded_answer" }
  | { kind: "failed"; code: string }
  | { kind: "waiting"; code: string; at: Date };

type Delivery = typeof webhookDeliveries.$inferSelect;
type Answer = { webhookId: string; deliveryId: string; attemptId: string; outcome: SendOutcome };

/**
 * Records what came of an attempt: delivered, to be tried again, or failed for good after the last try, in which case
 * a webhook that nothing has got through to for days is switched off. What waited behind it goes next.
 */
export async function recordDelivery(ctx: ServiceContext, answer: Answer): Promise<RecordedDelivery> {
  const { webhookId, deliveryId, attemptId, outcome } = answer;
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const now = ctx.clock.now();
    const [webhook] = await tx.select().from(webhooks).where(eq(webhooks.id, webhookId)).for("no key update");
    if (!webhook) return { kind: "superseded_answer" };
    await endAttempt(tx, attemptId, outcome, now);
    const [delivery] = await tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.id, deliveryId))
      .for("update");
    if (delivery?.state !== "sending" || delivery.currentAttemptId !== attemptId) {
      return { kind: "superseded_answer" };
    }
    const recorded =
      outcome.kind === "accepted"
        ? await markDelivered(tx, webhook, delivery, now)
        : await markFailed(unit, webhook, delivery, { outcome, now });
    if (recorded.kind !== "waiting") await goOn(unit, webhook);
    return recorded;
  });
}

async function endAttempt(tx: Transaction, attemptId: string, outcome: SendOutcome, now: Date) {
  const said: { httpStatus?: number; answer?: string } = outcome.kind === "unknown" ? {} : outcome;
  await tx
    .update(webhookAttempts)
    .set({
      code: codeOf(outcome),
      httpStatus: said.httpStatus ?? null,
      answer: said.answer?.replaceAll("\u0000", "") ?? null,
      endedAt: now,
    })
    .where(eq(webhookAttempts.id, attemptId));
}

function codeOf(outcome: SendOutcome): string | null {
  if (outcome.kind === "accepted") return null;
  return outcome.kind === "refused" ? outcome.code : outcome.reason;
}

async function markDelivered(
  tx: Transaction,
  webhook: WebhookRow,
  delivery: Delivery,
  now: Date,
): Promise<RecordedDelivery> {
  await end(tx, delivery, "delivered", now);
  if (webhook.failingSinceAt !== null) {
    await tx.update(webhooks).set({ failingSinceAt: null }).where(eq(webhooks.id, webhook.id));
  }
  return { kind: "delivered" };
}

async function markFailed(
  unit: UnitOfWork,
  webhook: WebhookRow,
  delivery: Delivery,
  { outcome, now }: { outcome: Exclude<SendOutcome, { kind: "accepted" }>; now: Date },
): Promise<RecordedDelivery> {
  const { tx } = unit;
  const code = codeOf(outcome) ?? "unknown";
  const failingSinceAt = webhook.failingSinceAt ?? now;
  await tx.update(webhooks).set({ failingSinceAt }).where(eq(webhooks.id, webhook.id));
  const wishSeconds = outcome.kind === "refused" ? outcome.retryAfterSeconds : undefined;
  const delayMs = deliveryRetryDelayMs(delivery.attemptCount, wishSeconds);
  if (delayMs !== null) {
    const at = new Date(now.getTime() + delayMs);
    await tx
      .update(webhookDeliveries)
      .set({ state: "waiting", leaseExpiresAt: null, nextAttemptAt: at, nextLookAt: at })
      .where(eq(webhookDeliveries.id, delivery.id));
    return { kind: "waiting", code, at };
  }
  await end(tx, delivery, "failed", now);
  const isFailingTooLong = now.getTime() - failingSinceAt.getTime() >= failingTooLongMs;
  if (isFailingTooLong && webhook.active) await switchOff(unit, webhook, now);
  return { kind: "failed", code };
}

async function switchOff({ tx, emit }: UnitOfWork, { id, ownerId }: WebhookRow, now: Date): Promise<void> {
  await tx
    .update(webhooks)
    .set({ active: false, disabledAt: now, updatedAt: now })
    .where(eq(webhooks.id, id));
  await cancelDeliveries(tx, id, now);
  emit("webhook/disabled", { webhookId: id, ownerId });
}

async function end(tx: Transaction, { id }: Delivery, state: "delivered" | "failed", now: Date) {
  await tx
    .update(webhookDeliveries)
    .set({ state, leaseExpiresAt: null, nextLookAt: null, endedAt: now })
    .where(eq(webhookDeliveries.id, id));
}

async function goOn({ tx, emit }: UnitOfWork, { id, ownerId }: WebhookRow): Promise<void> {
  const [open] = await tx
    .select({ rows: count() })
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.webhookId, id), inArray(webhookDeliveries.state, [...openDeliveryStates])),
    );
  if ((open?.rows ?? 0) > 0) emit("webhook/delivery.requested", { webhookId: id, ownerId });
}
