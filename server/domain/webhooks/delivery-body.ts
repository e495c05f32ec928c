import { type RenderedPayload, renderPayloadTemplate } from "./render-payload-template";
import type { WebhookTrigger } from "./webhook-trigger";

/** What a subscription delivers: the usual body, or what the organizer's own template makes of its parts. */
export function deliveryBody(
  triggerEvent: WebhookTrigger,
  payload: Record<string, unknown>,
  { template, now }: { template: string | null; now: Date },
): RenderedPayload {
  const createdAt = now.toISOString();
  if (template !== null) return renderPayloadTemplate(template, { triggerEvent, createdAt, ...payload });
  return { body: JSON.stringify({ triggerEvent, createdAt, payload }), contentType: "application/json" };
}
