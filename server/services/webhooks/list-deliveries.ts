import { asc, count, desc, eq, inArray } from "drizzle-orm";
import { groupBy } from "@/db/queries/group-by";
import { bookings } from "@/db/schema/bookings";
import { webhookAttempts, webhookDeliveries } from "@/db/schema/webhooks";
import type { ListDeliveriesInput } from "@/server/domain/webhooks/webhook-input";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type DeliveryView, deliveryView } from "./delivery-view";
import { requireWebhook } from "./require-webhook";

export type DeliveryList = { items: DeliveryView[]; total: number };

/**
 * A page of what a webhook was told and is to be told, newest first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a webhook that isn't theirs.
 */
export async function listDeliveries(
  ctx: ServiceContext,
  { id, skip, take }: ListDeliveriesInput,
): Promise<DeliveryList> {
  await requireWebhook(ctx.db, requireUserId(ctx.actor), { id });
  const ofWebhook = eq(webhookDeliveries.webhookId, id);
  const rows = await ctx.db
    .select({ delivery: webhookDeliveries, bookingUid: bookings.uid })
    .from(webhookDeliveries)
    .leftJoin(bookings, eq(bookings.id, webhookDeliveries.bookingId))
    .where(ofWebhook)
    .orderBy(desc(webhookDeliveries.position))
    .offset(skip)
    .limit(take);
  const ids = rows.map(({ delivery }) => delivery.id);
  const attempts = await ctx.db
    .select()
    .from(webhookAttempts)
    .where(inArray(webhookAttempts.deliveryId, ids))
    .orderBy(asc(webhookAttempts.number));
  const [counted] = await ctx.db.select({ total: count() }).from(webhookDeliveries).where(ofWebhook);
  const attemptsOf = groupBy(attempts, ({ deliveryId }) => deliveryId);
  return {
    items: rows.map((row) => deliveryView({ ...row, attempts: attemptsOf.get(row.delivery.id) ?? [] })),
    total: counted?.total ?? 0,
  };
}
