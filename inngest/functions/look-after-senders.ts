import { cron } from "inngest";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { alertOperator } from "@/server/services/senders/alert-operator";
import { checkStoppedSenders } from "@/server/services/senders/check-senders";
import { releaseHeldMessages } from "@/server/services/senders/release-held-messages";
import { tellOfRecovery } from "@/server/services/senders/tell-of-recovery";

const batchSize = 100;
const batchesMax = 100;

/** Every minute: checks the senders that are stopped, takes up what waited for those that aren't, tells the operator. */
export function lookAfterSenders(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "look-after-senders", name: "Look after senders", triggers: [cron("* * * * *")], concurrency: 1 },
    async ({ step, runId }) => {
      const ctx = runtime.systemContext(runId);
      const checks = await step.run("check-stopped-senders", () => checkStoppedSenders(ctx));
      let released = 0;
      for (let number = 1; number <= batchesMax; number += 1) {
        const report = await step.run(`release-batch-${number}`, () => releaseHeldMessages(ctx, batchSize));
        released += report.released;
        if (!report.hasMore) break;
      }
      const alert = await step.run("tell-the-operator", () => alertOperator(ctx));
      const recovery = await step.run("tell-of-recovery", () => tellOfRecovery(ctx));
      return { ...checks, released, alert: alert.kind, recovery: recovery.kind };
    },
  );
}
