import type { webhooks } from "@/db/schema/webhooks";
import type { WebhookTrigger } from "@/server/domain/webhooks/webhook-trigger";

export type WebhookView = {
  id: string;
  ownerId: number;
  eventTypeId: number | null;
  subscriberUrl: string;
  triggers: WebhookTrigger[];
  active: boolean;
  payloadTemplate: string | null;
  /** Whether there is a secret; nobody can read it. */
  isSigned: boolean;
  /** Since when nothing has got through; null where the last delivery did. */
  failingSinceAt: string | null;
  /** When Punctual switched it off for that. */
  disabledAt: string | null;
  createdAt: string;
  updatedAt: string;
};

/** A webhook as its organizer reads it, without its secret. */
export function webhookView(row: typeof webhooks.$inferSelect): WebhookView {
  const { id, ownerId, eventTypeId, subscriberUrl, triggers, active, payloadTemplate } = row;
  return {
    ...{ id, ownerId, eventTypeId, subscriberUrl, triggers, active, payloadTemplate },
    isSigned: row.sealedSecret !== null,
    failingSinceAt: row.failingSinceAt?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
