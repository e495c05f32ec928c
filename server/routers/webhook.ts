import { testCallInputSchema } from "@/server/domain/webhooks/test-call-input";
import {
  createWebhookInputSchema,
  deliveryIdInputSchema,
  eventTypeWebhooksInputSchema,
  listDeliveriesInputSchema,
  listWebhooksInputSchema,
  updateWebhookInputSchema,
  webhookIdInputSchema,
} from "@/server/domain/webhooks/webhook-input";
import { answerVerbOnce } from "@/server/services/answer-verb-once";
import { createWebhook } from "@/server/services/webhooks/create-webhook";
import { deleteEventTypeWebhooks } from "@/server/services/webhooks/delete-event-type-webhooks";
import { deleteWebhook } from "@/server/services/webhooks/delete-webhook";
import { getWebhook } from "@/server/services/webhooks/get-webhook";
import { listDeliveries } from "@/server/services/webhooks/list-deliveries";
import { listWebhooks } from "@/server/services/webhooks/list-webhooks";
import { replayDelivery } from "@/server/services/webhooks/replay-delivery";
import { sendTestCall } from "@/server/services/webhooks/send-test-call";
import { testWebhook } from "@/server/services/webhooks/test-webhook";
import { updateWebhook } from "@/server/services/webhooks/update-webhook";
import { onceKey } from "./once-key";
import { procedure, trpc } from "./trpc";

/** Other people's servers that are told of an organizer's bookings. */
export const webhookRouter = trpc.router({
  list: procedure.input(listWebhooksInputSchema).query(({ ctx, input }) => listWebhooks(ctx, input)),
  get: procedure.input(webhookIdInputSchema).query(({ ctx, input }) => getWebhook(ctx, input)),
  create: procedure
    .input(createWebhookInputSchema.extend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "webhook.create", key, input }, createWebhook),
    ),
  update: procedure.input(updateWebhookInputSchema).mutation(({ ctx, input }) => updateWebhook(ctx, input)),
  delete: procedure.input(webhookIdInputSchema).mutation(({ ctx, input }) => deleteWebhook(ctx, input)),
  deleteOfEventType: procedure
    .input(eventTypeWebhooksInputSchema)
    .mutation(({ ctx, input }) => deleteEventTypeWebhooks(ctx, input)),
  deliveries: procedure
    .input(listDeliveriesInputSchema)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  replay: procedure.input(deliveryIdInputSchema).mutation(({ ctx, input }) => replayDelivery(ctx, input)),
  test: procedure.input(webhookIdInputSchema).mutation(({ ctx, input }) => testWebhook(ctx, input)),
  testCall: procedure.input(testCallInputSchema).mutation(({ ctx, input }) => sendTestCall(ctx, input)),
});
