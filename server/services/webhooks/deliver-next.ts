import type { SendOutcome } from "@/server/providers/sms/port";
import type { ServiceContext } from "@/server/services/service-context";
import { claimDelivery } from "./claim-delivery";
import { type RecordedDelivery, recordDelivery } from "./record-delivery";

export type DeliveryReport = RecordedDelivery | { kind: "nothing_due" };

const unreadable: SendOutcome = { kind: "refused", refusal: "permanent", code: "secret_unreadable" };

/**
 * Delivers what a webhook is to be told next, once, and records what came of it. Repeating the call delivers nothing
 * twice that was answered; never throws for what the receiver did.
 */
export async function deliverNext(ctx: ServiceContext, webhookId: string): Promise<DeliveryReport> {
  const claimed = await claimDelivery(ctx, webhookId);
  if (!claimed) return { kind: "nothing_due" };
  const { deliveryId, attemptId, call } = claimed;
  const outcome = call ? await ctx.providers.webhook.send(call) : unreadable;
  const code = outcome.kind === "refused" ? outcome.code : undefined;
  const { requestId } = ctx;
  ctx.logger.info({ requestId, webhookId, deliveryId, outcome: outcome.kind, code }, "receiver answered");
  return recordDelivery(ctx, { webhookId, deliveryId, attemptId, outcome });
}
