import { describeUrlRefusal, isForbidden } from "@/server/domain/webhooks/webhook-url";
import { ServiceError } from "@/server/platform/service-error";
import type { ServiceContext } from "@/server/services/service-context";

/**
 * Refuses an address that must not be called. One whose host isn't known, or can't be looked up for the moment, passes:
 * it may be about to be set up, and each call checks it again.
 * @throws ServiceError BAD_REQUEST that names the field and what to do.
 */
export async function requireCallable(ctx: ServiceContext, url: string, field: string): Promise<void> {
  const refusal = await ctx.providers.webhook.refusalOf(url);
  if (refusal === null || !isForbidden(refusal)) return;
  const message = `Webhook URL is not allowed: ${describeUrlRefusal(refusal)}`;
  throw new ServiceError("BAD_REQUEST", message, { field, reason: refusal });
}
