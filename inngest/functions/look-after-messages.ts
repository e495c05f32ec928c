import { cron } from "inngest";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { lookAfterMessages as lookAfter } from "@/server/services/messages/look-after-messages";
import { lookUpMessage } from "@/server/services/messages/look-up-message";

const batchSize = 100;

/** Every minute: arms, arms anew, and asks the provider about what is unanswered or without a receipt. */
export function lookAfterMessages(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "look-after-messages", name: "Look after messages", triggers: [cron("* * * * *")], concurrency: 1 },
    async ({ step, runId }) => {
      const ctx = runtime.systemContext(runId);
      const report = await step.run("look-at-what-is-due", () => lookAfter(ctx, batchSize));
      for (const messageId of report.toLookUp) {
        await step.run(`look-up-${messageId}`, () => lookUpMessage(ctx, messageId));
      }
      return { ...report, toLookUp: report.toLookUp.length };
    },
  );
}
