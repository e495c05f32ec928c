import { cron } from "inngest";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { lookAfterDeliveries } from "@/server/services/webhooks/look-after-deliveries";
import { writeMeetingDeliveries } from "@/server/services/webhooks/write-meeting-deliveries";

const batchSize = 100;

/** Every minute: tells of meetings that have started or ended, and has open deliveries tried when their time comes. */
export function lookAfterWebhooks(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "look-after-webhooks", name: "Look after webhooks", triggers: [cron("* * * * *")], concurrency: 1 },
    async ({ step, runId }) => {
      const ctx = runtime.systemContext(runId);
      // Both only write rows and events, and may be repeated: one step spares the engine a round trip each minute.
      return step.run("look-at-what-is-due", async () => ({
        meetings: await writeMeetingDeliveries(ctx, batchSize),
        webhooks: await lookAfterDeliveries(ctx, batchSize),
      }));
    },
  );
}
