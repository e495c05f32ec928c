import type { RuleInput } from "@/server/domain/workflows/workflow-input";
import type { ServiceContext } from "@/server/services/service-context";
import { requireCallable } from "@/server/services/webhooks/require-callable";

/**
 * Refuses webhooks whose address would not be called. Names are looked up for it, so it comes before a lock is held.
 * @throws ServiceError BAD_REQUEST that names the step's field.
 */
export async function requireCallableSteps(ctx: ServiceContext, { steps }: RuleInput): Promise<void> {
  for (const [index, { action, webhookUrl }] of steps.entries()) {
    if (action === "webhook" && webhookUrl) {
      await requireCallable(ctx, webhookUrl, `steps.${index}.webhookUrl`);
    }
  }
}
