import { workflowChanged } from "@/inngest/events";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { applyWorkflowChange as apply } from "@/server/services/workflows/apply-workflow-change";
import { noChange } from "@/server/services/workflows/count-change";

const bookingsPerStep = 100;

/**
 * Carries a changed workflow to upcoming bookings, a batch a step. It ends early where a later edit has taken over,
 * whose own run goes over all of them.
 */
export function applyWorkflowChange(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "apply-workflow-change", name: "Apply workflow change", triggers: [workflowChanged], retries: 10 },
    async ({ event, step }) => {
      const { requestId, ...change } = event.data;
      const counts = { ...noChange };
      for (let afterId: number | null = 0; afterId !== null; ) {
        const from: number = afterId;
        const batch = await step.run(`bookings-after-${from}`, () =>
          apply(runtime.systemContext(requestId), change, { afterId: from, limit: bookingsPerStep }),
        );
        for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += batch[name];
        if (batch.superseded) return { ...counts, superseded: true };
        afterId = batch.nextAfterId;
      }
      return { ...counts, superseded: false };
    },
  );
}
