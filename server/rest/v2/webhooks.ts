import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { apiVersions } from "../api-version";
import { defineRoute } from "../define-route";
import { pathUuid } from "../path-id";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { eventTypeIdInPath } from "./event-type-reference";
import { onceAnswered } from "./once-answered";
import { queryInteger } from "./query-integer";
import {
  createWebhookBodySchema,
  updateWebhookBodySchema,
  webhookData,
  webhookDataSchema,
  webhookFields,
} from "./webhook-data";

const words: ErrorWords = {
  fields: { id: "webhookId", idempotencyKey: "Idempotency-Key" },
  messages: bookingWords.messages,
};

const largestPage = 250;
const maxSkip = 1_000_000;
const pageSchema = z.object({
  take: queryInteger(1, largestPage).default(largestPage),
  skip: queryInteger(0, maxSkip).default(0),
});
const webhookIdSchema = z.object({
  webhookId: pathUuid({ reason: "webhook_not_found", message: (id) => `Webhook (${id}) not found` }),
});
const eventTypeIdSchema = z.object({ eventTypeId: eventTypeIdInPath });
const bothIdsSchema = z.object({ ...eventTypeIdSchema.shape, ...webhookIdSchema.shape });

const someId = "8f14e45f-ceea-4e0f-9d3b-1f2c3d4e5f60";
const exampleBody = {
  subscriberUrl: "https://example.com/hook",
  triggers: ["BOOKING_CREATED" as const, "BOOKING_CANCELLED" as const],
  active: true,
};
const conflict = { 409: "Another webhook has this address already." };

const ofWebhooks = { tag: "Webhooks", access: "key", versions: apiVersions, words } as const;
const ofOne = { ...ofWebhooks, params: webhookIdSchema, example: { params: { webhookId: someId } } };
const ofEventType = { ...ofWebhooks, params: eventTypeIdSchema };
const oneOfEventType = {
  ...ofWebhooks,
  params: bothIdsSchema,
  example: { params: { eventTypeId: "1", webhookId: someId } },
};

const routesOfAll = [
  defineRoute({
    ...ofWebhooks,
    method: "POST",
    pattern: "/webhooks",
    summary: "Subscribe a server to your bookings",
    status: 201,
    body: createWebhookBodySchema,
    answer: webhookDataSchema,
    errors: conflict,
    example: { body: exampleBody },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.webhook.create({ ...createFields(body), idempotencyKey });
      return onceAnswered(webhookData(once.answer, body.secret), once);
    },
  }),
  defineRoute({
    ...ofWebhooks,
    method: "GET",
    pattern: "/webhooks",
    summary: "List your webhooks",
    query: pageSchema,
    answer: z.array(webhookDataSchema),
    handle: async ({ caller, query }) => ({ data: await pageOf(caller, null, query) }),
  }),
  defineRoute({
    ...ofOne,
    method: "GET",
    pattern: "/webhooks/:webhookId",
    summary: "Read a webhook",
    answer: webhookDataSchema,
    handle: async ({ caller, params }) => ({
      data: webhookData(await caller.webhook.get({ id: params.webhookId, within: null })),
    }),
  }),
  defineRoute({
    ...ofOne,
    method: "PATCH",
    pattern: "/webhooks/:webhookId",
    summary: "Change a webhook",
    description: "What is left out stays. Switched off, what it still was to be told is called off.",
    body: updateWebhookBodySchema,
    answer: webhookDataSchema,
    errors: conflict,
    example: { ...ofOne.example, body: { active: false } },
    handle: async ({ caller, params, body }) => {
      const place = { id: params.webhookId, within: null };
      return {
        data: webhookData(await caller.webhook.update({ ...place, ...webhookFields(body) }), body.secret),
      };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "DELETE",
    pattern: "/webhooks/:webhookId",
    summary: "Delete a webhook",
    answer: webhookDataSchema,
    handle: async ({ caller, params }) => {
      const place = { id: params.webhookId, within: null };
      return { data: webhookData(await caller.webhook.delete(place)) };
    },
  }),
];

const routesOfEventTypes = [
  defineRoute({
    ...ofEventType,
    method: "POST",
    pattern: "/event-types/:eventTypeId/webhooks",
    summary: "Subscribe a server to the bookings of an event type",
    status: 201,
    body: createWebhookBodySchema,
    answer: webhookDataSchema,
    errors: conflict,
    example: { params: { eventTypeId: "1" }, body: exampleBody },
    handle: async ({ caller, params: { eventTypeId }, body, idempotencyKey }) => {
      const once = await caller.webhook.create({ ...createFields(body), eventTypeId, idempotencyKey });
      return onceAnswered(webhookData(once.answer, body.secret), once);
    },
  }),
  defineRoute({
    ...ofEventType,
    method: "GET",
    pattern: "/event-types/:eventTypeId/webhooks",
    summary: "List the webhooks of an event type",
    query: pageSchema,
    answer: z.array(webhookDataSchema),
    example: { params: { eventTypeId: "1" } },
    handle: async ({ caller, params, query }) => ({ data: await pageOf(caller, params.eventTypeId, query) }),
  }),
  defineRoute({
    ...ofEventType,
    method: "DELETE",
    pattern: "/event-types/:eventTypeId/webhooks",
    summary: "Delete all webhooks of an event type",
    answer: z.string(),
    example: { params: { eventTypeId: "1" } },
    handle: async ({ caller, params }) => {
      const { deleted } = await caller.webhook.deleteOfEventType(params);
      return { data: `${deleted} webhooks deleted` };
    },
  }),
  defineRoute({
    ...oneOfEventType,
    method: "GET",
    pattern: "/event-types/:eventTypeId/webhooks/:webhookId",
    summary: "Read a webhook of an event type",
    answer: webhookDataSchema,
    handle: async ({ caller, params }) => ({
      data: webhookData(await caller.webhook.get({ id: params.webhookId, within: params.eventTypeId })),
    }),
  }),
  defineRoute({
    ...oneOfEventType,
    method: "PATCH",
    pattern: "/event-types/:eventTypeId/webhooks/:webhookId",
    summary: "Change a webhook of an event type",
    description: "What is left out stays. Switched off, what it still was to be told is called off.",
    body: updateWebhookBodySchema,
    answer: webhookDataSchema,
    errors: conflict,
    example: { ...oneOfEventType.example, body: { active: false } },
    handle: async ({ caller, params, body }) => {
      const place = { id: params.webhookId, within: params.eventTypeId };
      return {
        data: webhookData(await caller.webhook.update({ ...place, ...webhookFields(body) }), body.secret),
      };
    },
  }),
  defineRoute({
    ...oneOfEventType,
    method: "DELETE",
    pattern: "/event-types/:eventTypeId/webhooks/:webhookId",
    summary: "Delete a webhook of an event type",
    answer: webhookDataSchema,
    handle: async ({ caller, params }) => {
      const place = { id: params.webhookId, within: params.eventTypeId };
      return { data: webhookData(await caller.webhook.delete(place)) };
    },
  }),
];

export const webhookRoutes = [...routesOfAll, ...routesOfEventTypes];

function createFields(body: z.output<typeof createWebhookBodySchema>) {
  const { subscriberUrl, triggers, active, payloadTemplate = null, secret = null } = body;
  return { subscriberUrl, triggers, active, payloadTemplate, secret };
}

async function pageOf(
  caller: AppCaller,
  eventTypeId: number | null,
  { skip, take }: z.output<typeof pageSchema>,
) {
  if (eventTypeId !== null) await caller.eventType.get({ id: eventTypeId });
  const found = await caller.webhook.list({ eventTypeId });
  return found.slice(skip, skip + take).map((webhook) => webhookData(webhook));
}
