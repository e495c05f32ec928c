import { eq } from "drizzle-orm";
import { lockHost } from "@/db/queries/host-locks";
import { webhooks } from "@/db/schema/webhooks";
import type { WebhookIdInput } from "@/server/domain/webhooks/webhook-input";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { requireWebhook } from "./require-webhook";
import { type WebhookView, webhookView } from "./webhook-view";

/**
 * Deletes a webhook with the log of its deliveries; what it still was to be told isn't sent.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for one that isn't theirs.
 */
export async function deleteWebhook(ctx: ServiceContext, input: WebhookIdInput): Promise<WebhookView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const row = await requireWebhook(tx, ownerId, input);
    const { id } = row;
    await tx.delete(webhooks).where(eq(webhooks.id, id));
    await writeOwnerAudit(ctx, tx, { ownerId, action: "webhook.deleted", id });
    return webhookView(row);
  });
}
