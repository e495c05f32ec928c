import { RetryAfterError } from "inngest";
import { messageDue } from "@/inngest/events";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { sendMessage as send } from "@/server/services/messages/send-message";

/**
 * Sends one due message. It is its own only step, which spares a request per message. Repeating it never sends twice,
 * since each call has to claim the message anew.
 * A refusal that may pass is thrown, so that the engine's retry is the retry; when its retries are used up, the
 * message is already on record as retrying, and look-after arms it again.
 */
export function sendMessage(runtime: FunctionRuntime) {
  const { sendsPerSecond, concurrentSends } = runtime.limits;
  return runtime.inngest.createFunction(
    {
      id: "send-message",
      name: "Send message",
      triggers: [messageDue],
      retries: 4,
      throttle: { limit: sendsPerSecond, period: "1s", burst: sendsPerSecond, key: "event.data.sender" },
      concurrency: { limit: concurrentSends, key: "event.data.sender" },
    },
    async ({ event, runId }) => {
      const { messageId, generation, requestId } = event.data;
      const ctx = runtime.systemContext(requestId);
      const report = await send(ctx, { messageId, generation });
      ctx.logger.info({ requestId, runId, messageId, report: report.kind }, "send done");
      if (report.kind === "retry") throw new RetryAfterError(`Refused for now: ${report.code}`, report.at);
      return report;
    },
  );
}
