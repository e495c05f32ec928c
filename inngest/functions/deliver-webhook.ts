import { webhookDeliveryRequested } from "@/inngest/events";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { deliverNext } from "@/server/services/webhooks/deliver-next";

/**
 * Delivers what a webhook is to be told next. What waits behind it has an event of its own, written when this one
 * ends, so that deliveries of a webhook keep their order and those of others don't wait for it.
 */
export function deliverWebhook(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    {
      id: "deliver-webhook",
      name: "Deliver webhook",
      triggers: [webhookDeliveryRequested],
      concurrency: { limit: 1, key: "event.data.webhookId" },
    },
    async ({ event, step, runId }) => {
      const { webhookId, requestId } = event.data;
      return step.run("deliver", async () => {
        const ctx = runtime.systemContext(requestId);
        const report = await deliverNext(ctx, webhookId);
        ctx.logger.info({ requestId, runId, webhookId, report: report.kind }, "delivery step done");
        return report;
      });
    },
  );
}
