import type { webhookAttempts, webhookDeliveries } from "@/db/schema/webhooks";
import type { DeliveryState } from "@/server/domain/webhooks/delivery-state";
import type { WebhookTrigger } from "@/server/domain/webhooks/webhook-trigger";
import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";

export type DeliveryAttemptView = {
  number: number;
  startedAt: string;
  /** What came of it, in a sentence. */
  meaning: string;
  httpStatus: number | null;
  /** The beginning of what the receiver said. */
  answer: string | null;
};

export type DeliveryView = {
  id: string;
  webhookId: string;
  trigger: WebhookTrigger;
  state: DeliveryState;
  body: string;
  attempts: DeliveryAttemptView[];
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: string | null;
  replayOfId: string | null;
  bookingUid: string | null;
  createdAt: string;
  endedAt: string | null;
};

type Row = {
  delivery: typeof webhookDeliveries.$inferSelect;
  attempts: (typeof webhookAttempts.$inferSelect)[];
  bookingUid: string | null;
};

/** A delivery with its attempts, in an organizer's words. */
export function deliveryView({ delivery, attempts, bookingUid }: Row): DeliveryView {
  const { id, webhookId, trigger, state, body, replayOfId } = delivery;
  return {
    ...{ id, webhookId, trigger, state, body, replayOfId, bookingUid },
    attempts: attempts.map(({ number, startedAt, endedAt, code, httpStatus, answer }) => ({
      ...{ number, httpStatus, answer },
      startedAt: startedAt.toISOString(),
      meaning: attemptInWords(code, endedAt !== null),
    })),
    nextAttemptAt: delivery.endedAt === null ? delivery.nextAttemptAt.toISOString() : null,
    createdAt: delivery.createdAt.toISOString(),
    endedAt: delivery.endedAt?.toISOString() ?? null,
  };
}

function attemptInWords(code: string | null, hasEnded: boolean): string {
  if (code !== null) return describeDeliveryCode("webhook", code);
  return hasEnded ? "The receiver took it." : "The receiver hasn’t answered yet.";
}
