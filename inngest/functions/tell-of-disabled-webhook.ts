import { webhookDisabled } from "@/inngest/events";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { sendDisabledNotice } from "@/server/services/webhooks/send-disabled-notice";

/** Mails the organizer that a webhook was switched off; a refusal that may pass is thrown, so that it is tried again. */
export function tellOfDisabledWebhook(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    { id: "tell-of-disabled-webhook", name: "Tell of disabled webhook", triggers: [webhookDisabled] },
    async ({ event, step }) => {
      const { webhookId, requestId } = event.data;
      return step.run("mail-the-organizer", async () => {
        const report = await sendDisabledNotice(runtime.systemContext(requestId), webhookId);
        if (report.kind === "refused_for_now") throw new Error(`Refused for now: ${report.code}`);
        return report;
      });
    },
  );
}
