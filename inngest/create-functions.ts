import type { FunctionRuntime } from "./function-runtime";
import { applyWorkflowChange } from "./functions/apply-workflow-change";
import { deliverWebhook } from "./functions/deliver-webhook";
import { lookAfterMessages } from "./functions/look-after-messages";
import { lookAfterSenders } from "./functions/look-after-senders";
import { lookAfterWebhooks } from "./functions/look-after-webhooks";
import { reconcileReceipts } from "./functions/reconcile-receipts";
import { relayOutbox } from "./functions/relay-outbox";
import { runBookingWorkflows } from "./functions/run-booking-workflows";
import { scheduleMessage } from "./functions/schedule-message";
import { sendMessage } from "./functions/send-message";
import { tellOfDisabledWebhook } from "./functions/tell-of-disabled-webhook";

/** Every function that the product registers with its Inngest server. */
export function createFunctions(runtime: FunctionRuntime) {
  return [
    runBookingWorkflows(runtime),
    scheduleMessage(runtime),
    sendMessage(runtime),
    lookAfterMessages(runtime),
    lookAfterSenders(runtime),
    reconcileReceipts(runtime),
    relayOutbox(runtime),
    applyWorkflowChange(runtime),
    deliverWebhook(runtime),
    lookAfterWebhooks(runtime),
    tellOfDisabledWebhook(runtime),
  ];
}
