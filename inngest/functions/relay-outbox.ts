import { cron } from "inngest";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { relayOutbox as relay } from "@/inngest/relay";
import { pruneRecords } from "@/server/services/outbox/prune-records";

const pruneBatchSize = 5000;

/** Every minute: sends the events that no commit could hand over itself, and drops records past their time. */
export function relayOutbox(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "relay-outbox", name: "Relay outbox", triggers: [cron("* * * * *")], concurrency: 1 },
    async ({ step, runId }) => {
      const ctx = runtime.systemContext(runId);
      const sent = await step.run("send-waiting-events", () => relay(runtime.inngest, ctx));
      await step.run("prune-records", () => pruneRecords(ctx, pruneBatchSize));
      return sent;
    },
  );
}
