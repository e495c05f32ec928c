import { z } from "zod";
import { webhookTriggers } from "@/server/domain/webhooks/webhook-trigger";
import { webhookSecretSchema } from "@/server/domain/webhooks/webhook-url";
import type { AppCaller } from "@/server/routers/app-router";

export const webhookVersion = "2021-10-20";

const triggerSchema = z.enum(webhookTriggers, `must be one of ${webhookTriggers.join(", ")}`);

/** The body of POST /v2/webhooks and /v2/event-types/:eventTypeId/webhooks. */
export const createWebhookBodySchema = z.object({
  subscriberUrl: z.string().max(2_000).meta({ description: "Called with POST; https, and public." }),
  triggers: z.array(triggerSchema).min(1, "must name something to be told of").max(50),
  active: z.boolean(),
  payloadTemplate: z.string().max(20_000).nullish().meta({
    description: "The body instead of the usual one: {{title}}, {{organizer.name}}, {{attendees.0.name}} …",
  }),
  secret: webhookSecretSchema
    .nullish()
    .meta({ description: "Signs the deliveries. Kept sealed, and never given again." }),
  version: z.literal(webhookVersion, `must be ${webhookVersion}: the shape that is delivered`).nullish(),
});

/** The body of PATCH; what is left out stays as it is. */
export const updateWebhookBodySchema = createWebhookBodySchema.partial();

export const webhookDataSchema = z
  .object({
    id: z.uuid(),
    subscriberUrl: z.string(),
    triggers: z.array(z.enum(webhookTriggers)),
    active: z.boolean(),
    payloadTemplate: z.string().nullable(),
    secret: z.string().optional().meta({ description: "Only in the answer to the request that set it." }),
    userId: z.int().optional(),
    eventTypeId: z.int().optional(),
    version: z.literal(webhookVersion),
  })
  .meta({ id: "Webhook", description: "A server that is told of bookings." });

type Webhook = Awaited<ReturnType<AppCaller["webhook"]["get"]>>;

/** A webhook in the API's shape, with the secret that the request itself has set. */
export function webhookData(webhook: Webhook, secret?: string | null): z.output<typeof webhookDataSchema> {
  const { id, ownerId, eventTypeId, subscriberUrl, triggers, active, payloadTemplate } = webhook;
  return {
    ...{ id, subscriberUrl, triggers, active, payloadTemplate },
    ...(secret && { secret }),
    ...(eventTypeId === null ? { userId: ownerId } : { eventTypeId }),
    version: webhookVersion,
  };
}

/** What a body asks of the verb. */
export function webhookFields(body: z.output<typeof updateWebhookBodySchema>) {
  const { version: _, ...fields } = body;
  return fields;
}
