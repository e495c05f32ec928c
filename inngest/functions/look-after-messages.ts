import { cron } from "inngest";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { lookAfterMessages as lookAfter } from "@/server/services/messages/look-after-messages";
import { lookUpMessage } from "@/server/services/messages/look-up-message";

const batchSize = 100;
// As many as fit into a minute: what more is due waits for the next one.
const batchesMax = 100;

/**
 * Every minute: arms, arms anew, batch after batch until nothing more is due, and asks the provider about what is
 * unanswered or without a receipt.
 */
export function lookAfterMessages(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "look-after-messages", name: "Look after messages", triggers: [cron("* * * * *")], concurrency: 1 },
    async ({ step, runId }) => {
      const ctx = runtime.systemContext(runId);
      const total = { armed: 0, skipped: 0, unanswered: 0 };
      let toLookUp: string[] = [];
      for (let number = 1; number <= batchesMax; number += 1) {
        const batch = await step.run(`look-at-batch-${number}`, async () => {
          const report = await lookAfter(ctx, batchSize);
          const isFull = report.armed + report.skipped + report.unanswered === batchSize;
          return { ...report, isFull, toLookUp: isFull ? [] : report.toLookUp };
        });
        total.armed += batch.armed;
        total.skipped += batch.skipped;
        total.unanswered += batch.unanswered;
        toLookUp = batch.toLookUp;
        if (!batch.isFull) break;
      }
      for (const messageId of toLookUp) {
        await step.run(`look-up-${messageId}`, () => lookUpMessage(ctx, messageId));
      }
      return { ...total, toLookUp: toLookUp.length };
    },
  );
}
