import { describeUrlRefusal, mayPass } from "@/server/domain/webhooks/webhook-url";
import { ServiceError } from "@/server/platform/service-error";
import type { ServiceContext } from "@/server/services/service-context";

/**
 * Refuses an address that would not be called. One whose host can't be looked up for the moment passes: each call
 * checks it again.
 * @throws ServiceError BAD_REQUEST that names the field and what to do.
 */
export async function requireCallable(ctx: ServiceContext, url: string, field: string): Promise<void> {
  const refusal = await ctx.providers.webhook.refusalOf(url);
  if (refusal === null || mayPass(refusal)) return;
  const message = `Webhook URL is not allowed: ${describeUrlRefusal(refusal)}`;
  throw new ServiceError("BAD_REQUEST", message, { field, reason: refusal });
}
