import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { bookingPayloadSchema, toldMessageSchema } from "@/server/domain/webhooks/webhook-payload-schemas";
import { type WebhookTrigger, webhookTriggers } from "@/server/domain/webhooks/webhook-trigger";

const moments: Record<WebhookTrigger, string> = {
  BOOKING_CREATED: "A time is booked, or a request for one is accepted",
  BOOKING_REQUESTED: "A time is asked for",
  BOOKING_REJECTED: "A request is turned down",
  BOOKING_RESCHEDULED: "A booking is moved",
  BOOKING_CANCELLED: "A booking is cancelled",
  BOOKING_NO_SHOW_UPDATED: "Somebody is marked as absent, or no longer",
  MEETING_STARTED: "A meeting starts",
  MEETING_ENDED: "A meeting ends",
  MESSAGE_DELIVERED: "A message of a booking is delivered",
  MESSAGE_FAILED: "A message of a booking can't be sent or delivered",
};

const bookingSchema = bookingPayloadSchema.meta({ id: "WebhookBooking" });
const ofMessageSchema = bookingPayloadSchema
  .extend({ message: toldMessageSchema })
  .meta({ id: "WebhookBookingWithMessage" });

const headersSchema = z.object({
  "X-Punctual-Delivery": z.string().meta({ description: "The same when a call is made again." }),
  "X-Cal-Webhook-Version": z.string().meta({ examples: ["2021-10-20"] }),
  "X-Cal-Signature-256": z.string().meta({
    description:
      "HMAC-SHA256 of the body with the webhook's secret, in hex; `no-secret-provided` without one.",
  }),
  "X-Punctual-Signature": z.string().optional().meta({
    description:
      "`t=` the seconds since 1970, `,v1=` HMAC-SHA256 of them, a dot and the body; with a secret.",
  }),
});

/** The calls that Punctual makes to the addresses of webhooks. */
export function describeWebhooks(): ZodOpenApiPathsObject {
  const told = webhookTriggers.map((trigger) => {
    const payload = trigger.startsWith("MESSAGE_") ? ofMessageSchema : bookingSchema;
    return [trigger, callOf(trigger, moments[trigger], { payload })] as const;
  });
  const workflow = z.object({ id: z.int().nullable(), name: z.string(), step: z.int() });
  const step = callOf("WORKFLOW_STEP", "A step of a workflow calls", { workflow, payload: bookingSchema });
  return Object.fromEntries([...told, ["WORKFLOW_STEP", step]]);
}

function callOf(trigger: string, summary: string, parts: z.ZodRawShape): ZodOpenApiPathsObject[string] {
  const schema = z.object({ triggerEvent: z.literal(trigger), createdAt: z.iso.datetime(), ...parts });
  return {
    post: {
      operationId: `tell${trigger}`,
      summary,
      requestParams: { header: headersSchema },
      requestBody: { required: true, content: { "application/json": { schema } } },
      responses: {
        "2XX": { description: "Taken. Anything else, and no answer within seconds, is tried again." },
      },
    },
  };
}
