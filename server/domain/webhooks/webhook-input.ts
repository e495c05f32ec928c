import { z } from "zod";
import { isJsonTemplate, renderPayloadTemplate } from "./render-payload-template";
import { webhookTriggers } from "./webhook-trigger";
import { webhookSecretSchema, webhookUrlSchema } from "./webhook-url";

const longestTemplate = 20_000;

const triggersSchema = z
  .array(
    z.enum(webhookTriggers, {
      error: `must be one of ${webhookTriggers.join(", ")}`,
    }),
  )
  .min(1, "must name something to be told of")
  .transform((triggers) => webhookTriggers.filter((trigger) => triggers.includes(trigger)));

const templateSchema = z
  .string()
  .max(longestTemplate, `must be at most ${longestTemplate} characters`)
  .refine((text) => text.trim() === "" || !isJsonTemplate(text) || isJsonOnceFilled(text), {
    error: "must be JSON once its {{variables}} are filled in; put them between quotes",
  })
  .transform((text) => (text.trim() === "" ? null : text));

function isJsonOnceFilled(template: string): boolean {
  try {
    JSON.parse(renderPayloadTemplate(template, {}).body);
    return true;
  } catch {
    return false;
  }
}

const changeable = {
  subscriberUrl: webhookUrlSchema,
  triggers: triggersSchema,
  active: z.boolean(),
  /** The body, with `{{variables}}`; null for the usual one. */
  payloadTemplate: templateSchema.nullable(),
  /** Signs the deliveries; null for none. */
  secret: webhookSecretSchema.nullable(),
};

export const webhookIdInputSchema = z.object({
  id: z.uuid("must be the id of a webhook"),
  /** Where it must be: among those of an event type, or (null) of all bookings; anywhere where nothing is said. */
  within: z.int().nullable().optional(),
});

export const createWebhookInputSchema = z.object({
  ...changeable,
  active: changeable.active.default(true),
  payloadTemplate: changeable.payloadTemplate.default(null),
  secret: changeable.secret.default(null),
  /** The event type whose bookings it is told of; null for all. */
  eventTypeId: z.int().nullable().default(null),
});

/** What is left out stays as it is. */
export const updateWebhookInputSchema = webhookIdInputSchema.extend(z.object(changeable).partial().shape);

/** Those of all bookings, those of one event type, or all there are where nothing is said. */
export const listWebhooksInputSchema = z.object({ eventTypeId: z.int().nullable().optional() }).default({});

export const listDeliveriesInputSchema = webhookIdInputSchema.extend({
  skip: z.int().min(0).max(1_000_000).default(0),
  take: z.int().min(1).max(100).default(20),
});

export const deliveryIdInputSchema = z.object({ id: z.uuid("must be the id of a delivery") });

export const eventTypeWebhooksInputSchema = z.object({ eventTypeId: z.int() });

export type WebhookIdInput = z.output<typeof webhookIdInputSchema>;
export type CreateWebhookInput = z.output<typeof createWebhookInputSchema>;
export type UpdateWebhookInput = z.output<typeof updateWebhookInputSchema>;
export type ListWebhooksInput = z.output<typeof listWebhooksInputSchema>;
export type ListDeliveriesInput = z.output<typeof listDeliveriesInputSchema>;
