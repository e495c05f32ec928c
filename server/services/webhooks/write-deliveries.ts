import { and, arrayContains, eq, isNull, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { findBooking } from "@/db/queries/booking-queries";
import { webhooks } from "@/db/schema/webhooks";
import { bookingPayload } from "@/server/domain/webhooks/booking-payload";
import { deliveryBody } from "@/server/domain/webhooks/delivery-body";
import type { WebhookTrigger } from "@/server/domain/webhooks/webhook-trigger";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { insertDeliveries } from "./insert-deliveries";
import type { WebhookRow } from "./require-webhook";
import { webhookBookingOf } from "./webhook-booking-of";

export type ToldEvent = {
  trigger: WebhookTrigger;
  bookingId: number;
  /** What is said beside the booking. */
  more?: Record<string, unknown>;
};

/**
 * Writes what the owner's webhooks are told of a booking as it stands in this transaction, and has them called once
 * it has committed (or within a minute, without a way to say so).
 */
export async function writeDeliveries(
  ctx: ServiceContext,
  unit: { tx: UnitOfWork["tx"]; emit: UnitOfWork["emit"] | null },
  owner: { ownerId: number; eventTypeId: number },
  { trigger, bookingId, more = {} }: ToldEvent,
): Promise<void> {
  const subscribed = await findSubscribed(unit.tx, owner, trigger);
  if (subscribed.length === 0) return;
  const record = await findBooking(unit.tx, { id: bookingId });
  if (!record) throw new Error(`Booking ${bookingId} vanished in its own transaction.`);
  const payload = { ...bookingPayload(await webhookBookingOf(unit.tx, record)), ...more };
  const now = ctx.clock.now();
  await insertDeliveries(
    ctx,
    unit,
    subscribed.map(({ id: webhookId, ownerId, payloadTemplate: template }) => ({
      ...{ webhookId, ownerId, bookingId, trigger },
      ...deliveryBody(trigger, payload, { template, now }),
    })),
  );
}

async function findSubscribed(
  db: Queryable,
  { ownerId, eventTypeId }: { ownerId: number; eventTypeId: number },
  trigger: WebhookTrigger,
): Promise<WebhookRow[]> {
  return db
    .select()
    .from(webhooks)
    .where(
      and(
        eq(webhooks.ownerId, ownerId),
        eq(webhooks.active, true),
        or(isNull(webhooks.eventTypeId), eq(webhooks.eventTypeId, eventTypeId)),
        arrayContains(webhooks.triggers, [trigger]),
      ),
    )
    .orderBy(webhooks.createdAt, webhooks.id);
}
