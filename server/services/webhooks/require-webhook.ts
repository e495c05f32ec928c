import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { webhooks } from "@/db/schema/webhooks";
import type { WebhookIdInput } from "@/server/domain/webhooks/webhook-input";
import { ServiceError } from "@/server/platform/service-error";

export type WebhookRow = typeof webhooks.$inferSelect;

/**
 * A webhook of the owner, within the event type (or, for null, among those of all bookings) where one is named.
 * @throws ServiceError NOT_FOUND for one that is unknown, another's or elsewhere.
 */
export async function requireWebhook(
  db: Queryable,
  ownerId: number,
  { id, within }: WebhookIdInput,
): Promise<WebhookRow> {
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, id), eq(webhooks.ownerId, ownerId)));
  if (row && (within === undefined || row.eventTypeId === within)) return row;
  throw new ServiceError("NOT_FOUND", `Webhook (${id}) not found`, {
    field: "id",
    reason: "webhook_not_found",
  });
}
