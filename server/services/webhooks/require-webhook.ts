import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { webhooks } from "@/db/schema/webhooks";
import { ServiceError } from "@/server/platform/service-error";

export type WebhookRow = typeof webhooks.$inferSelect;

/**
 * A webhook of the owner.
 * @throws ServiceError NOT_FOUND for one that is unknown or another's.
 */
export async function requireWebhook(db: Queryable, ownerId: number, id: string): Promise<WebhookRow> {
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, id), eq(webhooks.ownerId, ownerId)));
  if (row) return row;
  throw new ServiceError("NOT_FOUND", `Webhook (${id}) not found`, {
    field: "id",
    reason: "webhook_not_found",
  });
}
