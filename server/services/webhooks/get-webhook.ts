import type { WebhookIdInput } from "@/server/domain/webhooks/webhook-input";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { requireWebhook } from "./require-webhook";
import { type WebhookView, webhookView } from "./webhook-view";

/**
 * One of the organizer's webhooks.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for one that isn't theirs.
 */
export async function getWebhook(ctx: ServiceContext, input: WebhookIdInput): Promise<WebhookView> {
  return webhookView(await requireWebhook(ctx.db, requireUserId(ctx.actor), input));
}
