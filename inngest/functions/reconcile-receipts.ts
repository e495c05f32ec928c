import { cron } from "inngest";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { reconcileReceipts as reconcile } from "@/server/services/messages/reconcile-receipts";

const batchSize = 20;
// The engine keeps a thousand steps of a run at most.
const batchesMax = 500;

/** Every night: asks the provider about the texts of the last days that no final receipt came for. */
export function reconcileReceipts(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    {
      id: "reconcile-receipts",
      name: "Reconcile receipts",
      triggers: [cron("20 3 * * *")],
      concurrency: 1,
      retries: 4,
    },
    async ({ step, runId }) => {
      const ctx = runtime.systemContext(runId);
      const total = { asked: 0, found: 0 };
      let after: string | undefined;
      for (let number = 1; number <= batchesMax; number += 1) {
        const { asked, found, next } = await step.run(`ask-about-batch-${number}`, () =>
          reconcile(ctx, { after, limit: batchSize }),
        );
        total.asked += asked;
        total.found += found;
        if (next === null) return { ...total, isComplete: true };
        after = next;
      }
      return { ...total, isComplete: false };
    },
  );
}
