import { messageArmed, messageDue } from "@/inngest/events";
import type { FunctionRuntime } from "@/inngest/function-runtime";

/**
 * Sleeps until a message is due, then says so, once however often that is repeated: the event's id tells. An event that was written before
 * events named their sender is sent on with its channel as the sender.
 */
export function scheduleMessage(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "schedule-message", name: "Schedule message", triggers: [messageArmed] },
    async ({ event, step }) => {
      const { messageId, generation, dueAt, channel, sender = channel } = event.data;
      await step.sleepUntil("until-due", new Date(dueAt));
      await runtime.inngest.send({
        id: `${messageId}:${generation}:due`,
        name: messageDue.name,
        data: { ...event.data, sender },
      });
    },
  );
}
